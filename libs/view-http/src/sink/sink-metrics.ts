import { Counter } from '@prometheus-io/client';
import type { Metrics } from '@user-information/observability';

/** The metrics of a sink, registered. */
export class SinkMetrics {
  readonly written: Counter<'topic'>;
  readonly failures: Counter<'topic'>;
  readonly losses: Counter<'topic'>;

  constructor(metrics: Metrics, topic: string) {
    const counter = (name: string, help: string) => {
      const made = new Counter({ name, help, labelNames: ['topic'], registers: [metrics] });
      made.inc({ topic }, 0);
      return made;
    };
    this.written = counter('view_sink_rows_total', 'Rows written to the shared store of the view.');
    this.failures = counter(
      'view_sink_failures_total',
      'Times that the shared store could not be asked or written; they are tried again.',
    );
    this.losses = counter(
      'view_sink_losses_total',
      'Times that the shared store had lost what was written, and was filled again.',
    );
  }
}
