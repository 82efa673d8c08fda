import type { LogRecord } from './log-record.ts';
import type { PartitionOffset } from './topic-partition.ts';

/** What one step of a read brings: records of one or several partitions. */
export interface Batch {
  /** In offset order within each partition; may be empty when only positions moved. */
  readonly records: readonly LogRecord[];
  /**
   * For each partition that moved, where reading goes on. It can be beyond the last record + 1:
   * compaction and transaction markers leave offsets that no reader sees.
   */
  readonly positions: readonly PartitionOffset[];
}

export interface ReadOptions {
  /** Ends the iteration quietly when it aborts. */
  readonly signal?: AbortSignal;
  /** At most this many records a batch; 1,000 when left out. */
  readonly maxRecords?: number;
}
