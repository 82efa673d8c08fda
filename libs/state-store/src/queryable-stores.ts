/** A store of an application, wherever its partitions are. */
export interface StoreDescription {
  readonly name: string;
  readonly partitions: number;
}

/** An entry as the application knows it: the value decoded. */
export interface StoredEntry {
  readonly key: Buffer;
  readonly value: unknown;
}

/** Which keys, in unsigned byte order. */
export interface StoredRange {
  readonly gte?: Buffer;
  readonly gt?: Buffer;
  readonly lte?: Buffer;
}

/**
 * One partition of a store on this instance, as its task has committed it. Reads fail with a
 * `StateStoreError`, whose code is CLOSED when the partition has moved away meanwhile, and with what
 * decoding fails with.
 */
export interface StorePartition {
  /** `standby`: a warm copy of what another instance works on, and so behind it. */
  readonly role: 'active' | 'standby';
  /** Undefined for a key that has no value. */
  get(key: Buffer): Promise<unknown>;
  /** Entries in key order, as they were when the loop began. */
  range(range?: StoredRange): AsyncIterable<StoredEntry>;
  /** How many entries, as of a moment ago. */
  approximateCount(): Promise<number>;
  /** Records that this copy lacks, as of a moment ago; of an active one none. */
  recordsBehind(): Promise<number>;
}

/** Read access to the stores of a running application, as far as this instance has them. */
export interface QueryableStores {
  /** All that can be asked, the same on every instance. */
  readonly stores: readonly StoreDescription[];
  /** The partition numbers that this instance is to work on; undefined before it was told. */
  assigned(): readonly number[] | undefined;
  /** Undefined while this instance does not have it, or not yet all of it. */
  partition(store: string, partition: number): StorePartition | undefined;
}
