import { statSync } from 'node:fs';
import type { Histogram } from '@prometheus-io/client';
import { Counter, Gauge } from '@prometheus-io/client';
import type { Metrics } from '@user-information/observability';
import { latencyHistogram } from '@user-information/observability';

/** What the log tells about its work. */
export interface LogMetrics {
  readonly recordsAppended: Counter<'topic'>;
  readonly recordsRead: Counter;
  readonly recordsDeleted: Counter<'topic'>;
  readonly writeSeconds: Histogram;
  readonly writeWaits: Counter;
}

/** Registers the metrics of the log whose file is at `path`. */
export function createLogMetrics(metrics: Metrics, path: string): LogMetrics {
  const registers = [metrics];
  new Gauge({
    name: 'event_log_size_bytes',
    help: 'What the event log takes on disk, its write-ahead log included',
    registers,
    collect() {
      this.set(sizeOf(path) + sizeOf(`${path}-wal`));
    },
  });
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
    recordsDeleted: new Counter({
      name: 'event_log_records_deleted_total',
      help: 'Records that this process deleted as superseded or too old',
      labelNames: ['topic'],
      registers,
    }),
    writeSeconds: latencyHistogram({
      metrics,
      name: 'event_log_write_seconds',
      help: 'From asking for a write until it is durable',
    }),
    writeWaits: new Counter({
      name: 'event_log_write_waits_total',
      help: 'How often a write found another process writing, and waited for a few milliseconds',
      registers,
    }),
  };
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
