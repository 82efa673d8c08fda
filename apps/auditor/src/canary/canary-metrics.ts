import { Counter, Gauge } from '@prometheus-io/client';
import type { Histogram } from '@prometheus-io/client';
import { latencyHistogram } from '@user-information/observability';
import type { Metrics } from '@user-information/observability';

/** What the canary measures, registered. */
export class CanaryMetrics {
  /** From the sending of a change to an answer that has it. */
  readonly updateLatency: Histogram;
  readonly failures: Counter<'step'>;
  /** When the change was sent that is not served yet; null when there is none. */
  pendingSinceMs: number | null = null;

  constructor(metrics: Metrics) {
    const registers = [metrics];
    this.updateLatency = latencyHistogram({
      metrics,
      name: 'canary_update_latency_seconds',
      help: "From sending a change of the canary's profile to an answer of the view that has it.",
    });
    this.failures = new Counter({
      name: 'canary_failures_total',
      help: 'Changes that user-service did not take (write), or that were not served in time (read).',
      labelNames: ['step'],
      registers,
    });
    this.failures.inc({ step: 'write' }, 0);
    this.failures.inc({ step: 'read' }, 0);
    const pendingSeconds = (): number =>
      this.pendingSinceMs === null ? 0 : (performance.now() - this.pendingSinceMs) / 1000;
    new Gauge({
      name: 'canary_pending_seconds',
      help: 'Since the change was sent that is not served yet; 0 when all are.',
      registers,
      collect() {
        this.set(pendingSeconds());
      },
    });
  }
}
