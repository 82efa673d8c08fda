import type { Position } from './position.ts';
import type { Entry, KeyRange } from './range.ts';

/** Reads of a store. All methods fail with a `StateStoreError`. The buffers are the caller's own. */
export interface StoreReader {
  /** Undefined for a key that has no value; an empty buffer is a value. */
  get(key: Buffer): Promise<Buffer | undefined>;
  /** Values in the order of the keys. */
  getMany(keys: readonly Buffer[]): Promise<readonly (Buffer | undefined)[]>;
  /**
   * Entries in key order, a few at a time, as they were when the loop began. Leaving the loop early
   * releases what it holds; a loop that is under way when the store closes fails with CLOSED.
   */
  range(range?: KeyRange): AsyncIterable<Entry>;
}

/** An unchanging view of a store as it was when the snapshot was taken. */
export interface StoreSnapshot extends StoreReader {
  /** The position that belongs to exactly this content. */
  position(): Promise<Position>;
  /** A second call does nothing; so does closing the store first. */
  close(): Promise<void>;
}

/** A put, or a delete when `value` is null. */
export interface Write {
  readonly key: Buffer;
  readonly value: Buffer | null;
}

/**
 * An ordered key-value store on this machine, opened by one process at a time. Survives a killed
 * process; after a power cut it may be behind, but never torn: position and content agree.
 */
export interface StateStore extends StoreReader {
  /**
   * Applies the writes and merges `position` into the stored one (partition by partition), all or
   * nothing. Later writes of one key win over earlier ones.
   */
  write(writes: readonly Write[], position: Position): Promise<void>;
  /** Empty for a new store. */
  position(): Promise<Position>;
  /** How many keys, about: it costs no scan, and may count a key again that was written again. */
  approximateCount(): Promise<number>;
  snapshot(): StoreSnapshot;
  /** Waits for calls under way, ends loops and snapshots. A second call does nothing more. */
  close(): Promise<void>;
}

/** Opens (and creates) stores by name; each name is a place of its own. */
export interface StateStoreProvider {
  /** `StoreLockedError` when it is open already; INVALID_NAME, see `checkStoreName`. */
  open(name: string): Promise<StateStore>;
  /** The stores that are there, open or not, in no order. */
  names(): Promise<readonly string[]>;
}
