import { CoalescedReads, StoreClosedError } from '@user-information/state-store';
import type { Entry, KeyRange, Position, StoreReader } from '@user-information/state-store';
import type RocksDB from 'rocksdb-native';
import type { Iterator, IteratorOptions } from 'rocksdb-native';
import { iteratorBounds } from './iterator-bounds.ts';
import { contentKey, keyOfContent, positionBounds, positionOf } from './key-space.ts';
import { storageError } from './storage-error.ts';

/** Entries that one trip through the thread pool fetches. */
const fetchSize = 256;

/** Reads of a store or of a snapshot. */
export class RocksDbReader implements StoreReader {
  readonly #db: RocksDB;
  readonly #path: string;
  readonly #what: string;
  /** Of loops, which whoever runs them may have forgotten. */
  readonly #iterators = new Set<Iterator>();
  readonly #positions = new Set<Promise<unknown>>();
  /** Waking the thread pool costs more than a read does. */
  readonly #single = new CoalescedReads((keys) => this.#read(keys));
  #closed = false;

  /** `what` names it in errors: the store, or a snapshot. */
  constructor(db: RocksDB, path: string, what: string) {
    this.#db = db;
    this.#path = path;
    this.#what = what;
  }

  async get(key: Buffer): Promise<Buffer | undefined> {
    this.mustBeOpen();
    return this.#single.read(key);
  }

  async getMany(keys: readonly Buffer[]): Promise<readonly (Buffer | undefined)[]> {
    this.mustBeOpen();
    return keys.length === 0 ? [] : this.#read(keys);
  }

  async #read(keys: readonly Buffer[]): Promise<readonly (Buffer | undefined)[]> {
    const batch = this.#db.read({ capacity: keys.length, autoDestroy: true });
    const values = keys.map((key) => batch.get(contentKey(key)));
    batch.tryFlush();
    try {
      return (await Promise.all(values)).map((value) => value ?? undefined);
    } catch (error) {
      throw storageError(this.#path, 'read', error);
    }
  }

  range(range: KeyRange = {}): AsyncIterable<Entry> {
    return { [Symbol.asyncIterator]: () => this.#content(range) };
  }

  async position(): Promise<Position> {
    this.mustBeOpen();
    const reading = this.#position();
    this.#positions.add(reading);
    return reading.finally(() => this.#positions.delete(reading));
  }

  /** Ends the loops under way, and waits for positions; other calls RocksDB itself waits for. */
  async endReads(): Promise<void> {
    this.#closed = true;
    for (const iterator of this.#iterators) iterator.destroy();
    await Promise.allSettled([...this.#positions, this.#single.settled()]);
  }

  mustBeOpen(): void {
    if (this.#closed) throw new StoreClosedError(`${this.#what} in ${this.#path}`);
  }

  async #position(): Promise<Position> {
    const position: Position[number][] = [];
    try {
      for await (const { key, value } of this.#db.iterator({
        ...positionBounds,
        capacity: fetchSize,
      })) {
        position.push(positionOf(key, value));
      }
    } catch (error) {
      throw storageError(this.#path, 'read', error);
    }
    return position;
  }

  async *#content(range: KeyRange): AsyncGenerator<Entry, void> {
    const { reverse = false, limit = Infinity } = range;
    const options = { ...iteratorBounds(range), reverse, limit };
    for await (const { key, value } of this.#iterate(options)) {
      yield { key: keyOfContent(key), value };
    }
  }

  async *#iterate(options: IteratorOptions): AsyncGenerator<Entry, void> {
    this.mustBeOpen();
    const iterator = this.#db.iterator({ ...options, capacity: fetchSize });
    this.#iterators.add(iterator);
    try {
      for await (const entry of iterator) {
        yield entry;
        this.mustBeOpen();
      }
    } catch (error) {
      this.mustBeOpen();
      throw storageError(this.#path, 'read', error);
    } finally {
      this.#iterators.delete(iterator);
    }
  }
}
