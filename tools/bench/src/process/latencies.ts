import type { RecordableHistogram } from 'node:perf_hooks';
import { createHistogram } from 'node:perf_hooks';

const longestMicros = 3_600_000_000;

/** Durations, kept as an HDR histogram of microseconds to three digits. */
export class Latencies {
  readonly #histogram: RecordableHistogram = createHistogram({
    lowest: 1,
    highest: longestMicros,
    figures: 3,
  });

  record(ms: number): void {
    this.#histogram.record(Math.max(1, Math.round(ms * 1000)));
  }

  get count(): number {
    return this.#histogram.count;
  }

  /** `percentileMs(99)` */
  percentileMs(percentile: number): number {
    return this.#histogram.percentile(percentile) / 1000;
  }

  get maxMs(): number {
    return this.#histogram.max / 1000;
  }

  reset(): void {
    this.#histogram.reset();
  }
}

/** `{ 'p50 ms': …, 'max ms': … }` as the columns of a table. */
export function latencyColumns(
  latencies: Latencies,
  percentiles: readonly number[],
): Record<string, number> {
  return Object.fromEntries([
    ...percentiles.map((percentile) => [`p${percentile} ms`, latencies.percentileMs(percentile)]),
    ['max ms', latencies.maxMs],
  ]) as Record<string, number>;
}
