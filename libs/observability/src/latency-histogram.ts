import { Histogram } from '@prometheus-io/client';
import type { Metrics } from './create-metrics.ts';

/**
 * Bucket edges in seconds, in steps of 1, 2 and 5. The objectives are among them: 2 ms and 5 ms for
 * a response, 0.1 s, 1 s and 10 s for an update, so that "how many were slower" is an exact count.
 */
export const latencyBucketsSeconds: readonly number[] = [
  0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20,
];

export interface LatencyHistogramOptions<Label extends string> {
  readonly metrics: Metrics;
  /** Ends in `_seconds`, as Prometheus has it. */
  readonly name: string;
  readonly help: string;
  readonly labelNames?: readonly Label[];
}

/** A histogram of seconds, registered on `metrics`, with the buckets of the objectives. */
export function latencyHistogram<Label extends string = never>(
  options: LatencyHistogramOptions<Label>,
): Histogram<Label> {
  return new Histogram({
    name: options.name,
    help: options.help,
    labelNames: [...(options.labelNames ?? [])],
    buckets: [...latencyBucketsSeconds],
    registers: [options.metrics],
  });
}
