import type { AppendedRecord, NewRecord } from './log-record.ts';
import type { PartitionOffset } from './topic-partition.ts';

/** All or nothing: these records appended and these offsets committed. */
export interface Transaction {
  readonly records: readonly NewRecord[];
  /** The consumer group whose offsets are committed; left out when nothing was consumed. */
  readonly group?: string;
  readonly offsets?: readonly PartitionOffset[];
}

/**
 * The one owner of a transactional id. Opening the id again, here or in another process, fences
 * this owner: its next `commit` fails with `FencedError` and changes nothing.
 */
export interface Transactor {
  /**
   * Resolves when durable, with where each record landed, in the order given. From then on `endOffsets`
   * counts them, for every client; a reader has them at once or a moment later.
   */
  commit(transaction: Transaction): Promise<readonly AppendedRecord[]>;
  close(): Promise<void>;
}
