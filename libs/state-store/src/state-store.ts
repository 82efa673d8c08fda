import type { Position } from './position.ts';
import type { Entry, KeyRange } from './range.ts';

/** Reads of a store. All methods fail with a `StateStoreError`. */
export interface StoreReader {
  get(key: Buffer): Promise<Buffer | undefined>;
  /** Values in the order of the keys. */
  getMany(keys: readonly Buffer[]): Promise<readonly (Buffer | undefined)[]>;
  /** Entries in key order; leaving the loop early releases the iterator. */
  range(range?: KeyRange): AsyncIterable<Entry>;
}

/** An unchanging view of a store as it was when the snapshot was taken. */
export interface StoreSnapshot extends StoreReader {
  /** The position that belongs to exactly this content. */
  position(): Promise<Position>;
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
  /** An estimate that costs no scan. */
  approximateCount(): Promise<number>;
  snapshot(): StoreSnapshot;
  close(): Promise<void>;
}

/** Opens (and creates) stores by name; each name is a place of its own. */
export interface StateStoreProvider {
  /** `StoreLockedError` when another process has it open. */
  open(name: string): Promise<StateStore>;
}
