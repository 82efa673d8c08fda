/** What this library uses of rocksdb-native 3.18, which has no types of its own. */
declare module 'rocksdb-native' {
  export interface OpenOptions {
    readonly createIfMissing?: boolean;
    /** Size of the memtable in bytes: what is written stays in memory until it is full. */
    readonly writeBufferSize?: number;
    readonly maxBackgroundJobs?: number;
  }

  export interface BatchOptions {
    /** Operations to make room for; it grows by itself. */
    readonly capacity?: number;
    /** Frees the batch once it was flushed. */
    readonly autoDestroy?: boolean;
  }

  export interface ReadBatch {
    /** Null for a key without a value. */
    get(key: Buffer): Promise<Buffer | null>;
    /** Sends the reads; their promises tell how they ended. */
    tryFlush(): void;
  }

  export interface WriteBatch {
    tryPut(key: Buffer, value: Buffer): void;
    tryDelete(key: Buffer): void;
    /** Applies all or nothing. */
    flush(): Promise<void>;
  }

  /** An empty bound is none. */
  export interface IteratorOptions {
    readonly gte?: Buffer;
    readonly gt?: Buffer;
    readonly lte?: Buffer;
    readonly lt?: Buffer;
    readonly reverse?: boolean;
    readonly limit?: number;
    /** Entries fetched at a time. */
    readonly capacity?: number;
  }

  /** A stream of the streamx package. */
  export interface Iterator extends AsyncIterable<{
    readonly key: Buffer;
    readonly value: Buffer;
  }> {
    destroy(): void;
  }

  export default class RocksDB {
    constructor(path: string, options?: OpenOptions);
    ready(): Promise<void>;
    /** A session that sees the database as it is now; open databases only. */
    snapshot(): RocksDB;
    read(options?: BatchOptions): ReadBatch;
    write(options?: BatchOptions): WriteBatch;
    iterator(options: IteratorOptions): Iterator;
    /** A property of RocksDB, as text; see GetProperty in rocksdb/db.h. */
    getProperty(name: string): Promise<string | undefined>;
    /** Waits for calls under way and for iterators to be destroyed. */
    close(): Promise<void>;
  }
}
