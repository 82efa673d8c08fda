import type {
  Entry,
  KeyRange,
  Position,
  StateStore,
  StoreSnapshot,
  Write,
} from '@user-information/state-store';
import type RocksDB from 'rocksdb-native';
import { contentKey, positionKey, positionValue } from './key-space.ts';
import { RocksDbReader } from './rocksdb-reader.ts';
import { RocksDbSnapshot } from './rocksdb-snapshot.ts';
import { storageError } from './storage-error.ts';

/** One RocksDB database: content and position in its default column family. */
export class RocksDbStore implements StateStore {
  readonly #db: RocksDB;
  readonly #path: string;
  readonly #reader: RocksDbReader;
  readonly #snapshots = new Set<RocksDbSnapshot>();
  /** The last write asked for: RocksDB's thread pool would run two at once in any order. */
  #lastWrite: Promise<void> = Promise.resolve();
  #closing: Promise<void> | undefined;

  constructor(db: RocksDB, path: string) {
    this.#db = db;
    this.#path = path;
    this.#reader = new RocksDbReader(db, path, 'The state store');
  }

  get(key: Buffer): Promise<Buffer | undefined> {
    return this.#reader.get(key);
  }

  getMany(keys: readonly Buffer[]): Promise<readonly (Buffer | undefined)[]> {
    return this.#reader.getMany(keys);
  }

  range(range?: KeyRange): AsyncIterable<Entry> {
    return this.#reader.range(range);
  }

  position(): Promise<Position> {
    return this.#reader.position();
  }

  /** After a write that failed every later one fails too: the store would have a hole. */
  async write(writes: readonly Write[], position: Position): Promise<void> {
    this.#reader.mustBeOpen();
    this.#lastWrite = this.#lastWrite.then(() => this.#apply(writes, position));
    return this.#lastWrite;
  }

  async approximateCount(): Promise<number> {
    this.#reader.mustBeOpen();
    return Number(await this.#db.getProperty('rocksdb.estimate-num-keys'));
  }

  snapshot(): StoreSnapshot {
    this.#reader.mustBeOpen();
    const snapshot = new RocksDbSnapshot(this.#db.snapshot(), this.#path, () =>
      this.#snapshots.delete(snapshot),
    );
    this.#snapshots.add(snapshot);
    return snapshot;
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #apply(writes: readonly Write[], position: Position): Promise<void> {
    const capacity = writes.length + position.length;
    if (capacity === 0) return;
    const batch = this.#db.write({ capacity, autoDestroy: true });
    for (const { key, value } of writes) {
      if (value === null) batch.tryDelete(contentKey(key));
      else batch.tryPut(contentKey(key), value);
    }
    for (const at of position) batch.tryPut(positionKey(at), positionValue(at));
    try {
      await batch.flush();
    } catch (error) {
      throw storageError(this.#path, 'write', error);
    }
  }

  async #close(): Promise<void> {
    await this.#reader.endReads();
    await this.#lastWrite.catch(() => undefined);
    for (const snapshot of this.#snapshots) await snapshot.close();
    try {
      await this.#db.close();
    } catch (error) {
      throw storageError(this.#path, 'close', error);
    }
  }
}
