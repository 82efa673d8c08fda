import type { Entry } from './range.ts';
import type { Write } from './state-store.ts';

/** How far a partition of a shared store is. */
export interface SharedState {
  /** The offset of the next record to apply; 0 for a partition that the store has nothing of. */
  readonly nextOffset: number;
  readonly rowCount: number;
}

/** Rows of a partition, and how far it was at the moment in which they were read. */
export interface SharedRows {
  readonly nextOffset: number;
  /** In the order of the keys; undefined for a key that has no value. */
  readonly values: readonly (Buffer | undefined)[];
}

/** The same, for rows in the order of their keys. */
export interface SharedPage {
  readonly nextOffset: number;
  readonly entries: readonly Entry[];
}

/** A put, or a delete when `value` is null, as the record at `offset` says. */
export interface SharedWrite extends Write {
  readonly offset: number;
  /** When the record happened, for those who watch. */
  readonly timestampMs: number;
}

/** What the records of a partition from one offset to another come to. */
export interface SharedBatch {
  readonly partition: number;
  readonly fromOffset: number;
  /** Of the first record that is not in it. */
  readonly toOffset: number;
  /** In offset order, at most one a key: the last. */
  readonly writes: readonly SharedWrite[];
}

/** A batch, or a part of one, that was written. */
export interface SharedChange {
  readonly partition: number;
  readonly fromOffset: number;
  readonly toOffset: number;
  readonly rows: readonly { readonly key: Buffer; readonly timestampMs: number }[];
}

/** Reads of a shared store, partition by partition. */
export interface SharedStoreReader {
  /** What and where it is, without passwords, for messages. */
  readonly name: string;
  state(partition: number): Promise<SharedState>;
  read(partition: number, keys: readonly Buffer[]): Promise<SharedRows>;
  /** The first rows of a partition, or the first after a key, in unsigned byte order. */
  page(partition: number, after: Buffer | null, limit: number): Promise<SharedPage>;
  /**
   * Calls back with what anyone writes from now on, in order within a partition. Some changes, or all,
   * may be missed: then one does not begin where the one before it ended. One listener.
   */
  watch(listener: (change: SharedChange) => void): void;
  /** Whether a partition was last read from a copy of it, its owner being away; left out: there are none. */
  isOfStandby?(partition: number): boolean;
  /** Ends the connections; calls under way fail. */
  close(): Promise<void>;
}

/**
 * A key-value store that several processes share: some follow a topic and write, others read. Each
 * partition carries its position, so that content and position agree whoever writes, and can be lost
 * only together. Methods fail with a `StoreUnreachableError` when they can't be answered in time.
 */
export interface SharedStore extends SharedStoreReader {
  /**
   * Applies what is new in a batch, all or nothing, and resolves with the offset at which the partition
   * is then. A batch that comes again changes nothing. When that offset is below `toOffset`, the store
   * does not have what comes before `fromOffset`, it lost it maybe, and nothing was applied.
   */
  write(batch: SharedBatch): Promise<number>;
}
