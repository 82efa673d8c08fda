import type { Histogram } from '@prometheus-io/client';
import { Counter } from '@prometheus-io/client';
import type { Metrics } from '@user-information/observability';
import { latencyHistogram } from '@user-information/observability';

/** What the log tells about its work. */
export interface LogMetrics {
  readonly recordsAppended: Counter<'topic'>;
  readonly recordsRead: Counter;
  readonly writeSeconds: Histogram;
  readonly transactionSeconds: Histogram;
}

export function createLogMetrics(metrics: Metrics): LogMetrics {
  const registers = [metrics];
  return {
    recordsAppended: new Counter({
      name: 'event_log_records_appended_total',
      help: 'Records that this process appended',
      labelNames: ['topic'],
      registers,
    }),
    recordsRead: new Counter({
      name: 'event_log_records_read_total',
      help: 'Records that this process read',
      registers,
    }),
    writeSeconds: latencyHistogram({
      metrics,
      name: 'event_log_write_seconds',
      help: 'From asking for an append until it is durable',
    }),
    transactionSeconds: latencyHistogram({
      metrics,
      name: 'event_log_transaction_seconds',
      help: 'From the begin of a transaction until it is committed',
    }),
  };
}
