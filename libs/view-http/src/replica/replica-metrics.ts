import { Counter, Gauge } from '@prometheus-io/client';
import type { Histogram } from '@prometheus-io/client';
import type { PartitionOffset } from '@user-information/event-log';
import { latencyHistogram } from '@user-information/observability';
import type { Metrics } from '@user-information/observability';
import { shareWhilePending } from '../share-while-pending.ts';

/** What the metrics ask when they are scraped. */
export interface ReplicaState {
  endOffsets(): Promise<readonly PartitionOffset[]>;
  recordsLeftOf(end: PartitionOffset): number;
  /** Timestamp of the oldest record that was read and is not applied; null when there is none. */
  oldestPendingMs(): number | null;
  /** Null while nobody knows. */
  rowCount(): number | null;
  /** A look at the log failed; the figures stay what they were. */
  onLookFailed(error: unknown): void;
}

/** A replica's metrics, registered. Lag and rows are found out when they are scraped. */
export class ReplicaMetrics {
  readonly applied: Counter<'topic'>;
  readonly skipped: Counter<'topic'>;
  readonly updateLatency: Histogram<'topic'>;

  constructor(metrics: Metrics, topic: string, state: ReplicaState) {
    const registers = [metrics];
    this.applied = new Counter({
      name: 'view_applied_records_total',
      help: 'Records applied to the view.',
      labelNames: ['topic'],
      registers,
    });
    this.skipped = new Counter({
      name: 'view_skipped_records_total',
      help: 'Records without a key, which no view can hold.',
      labelNames: ['topic'],
      registers,
    });
    this.applied.inc({ topic }, 0);
    this.skipped.inc({ topic }, 0);
    this.updateLatency = latencyHistogram({
      metrics,
      name: 'view_update_latency_seconds',
      help: 'From the timestamp of a record to its being served, once the view has caught up.',
      labelNames: ['topic'],
    });
    registerLag(metrics, topic, state);
    new Gauge({
      name: 'view_rows',
      help: 'Rows in the view, once they were counted.',
      labelNames: ['topic'],
      registers,
      collect() {
        const rows = state.rowCount();
        if (rows !== null) this.set({ topic }, rows);
      },
    });
  }
}

/**
 * Lag in seconds is the age of the oldest record that is not applied, as far as it was read; else
 * how long ago the view was first seen behind the log's end. It grows when the replica is stuck,
 * where a latency histogram has nothing to tell.
 */
function registerLag(metrics: Metrics, topic: string, state: ReplicaState): void {
  const registers = [metrics];
  let behindSinceMs: number | null = null;
  const records = new Gauge({
    name: 'view_lag_records',
    help: 'Offsets of the topic that the view is behind, by partition.',
    labelNames: ['topic', 'partition'],
    registers,
    collect: () => look(),
  });
  const seconds = new Gauge({
    name: 'view_lag_seconds',
    help: 'Age of the oldest record of the topic that the view does not have.',
    labelNames: ['topic'],
    registers,
    collect: () => look(),
  });

  // Both are set by one look at the log, whichever is scraped first.
  const look = shareWhilePending(async () => {
    try {
      await lookAtLog();
    } catch (error) {
      state.onLookFailed(error);
    }
  });

  async function lookAtLog(): Promise<void> {
    const ends = await state.endOffsets();
    for (const end of ends) {
      records.set({ topic, partition: end.partition }, state.recordsLeftOf(end));
    }
    const isBehind = ends.some((end) => state.recordsLeftOf(end) > 0);
    behindSinceMs = isBehind ? (behindSinceMs ?? Date.now()) : null;
    const sinceMs = isBehind ? (state.oldestPendingMs() ?? behindSinceMs) : null;
    seconds.set({ topic }, sinceMs === null ? 0 : Math.max(0, Date.now() - sinceMs) / 1000);
  }
}
