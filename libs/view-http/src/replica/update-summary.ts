import { createHistogram } from 'node:perf_hooks';

/** What happened between two looks. */
export interface UpdateSummary {
  /** Records applied, those of catching up included. */
  readonly appliedCount: number;
  /** Appended to served, of 95 % of the updates, in milliseconds; null when there was none. */
  readonly updateLatencyP95Ms: number | null;
}

/** Counts updates for a person who looks on; Prometheus has its own, with buckets. */
export class UpdateSummaries {
  /** In milliseconds, of which it takes whole ones from 1. */
  readonly #latencies = createHistogram();
  #appliedCount = 0;

  countApplied(recordCount: number): void {
    this.#appliedCount += recordCount;
  }

  observeLatency(latencyMs: number): void {
    this.#latencies.record(Math.max(1, Math.round(latencyMs)));
  }

  /** Since the last call. */
  take(): UpdateSummary {
    const summary = {
      appliedCount: this.#appliedCount,
      updateLatencyP95Ms: this.#latencies.count === 0 ? null : this.#latencies.percentile(95),
    };
    this.#latencies.reset();
    this.#appliedCount = 0;
    return summary;
  }
}
