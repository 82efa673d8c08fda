import { Counter } from '@prometheus-io/client';
import type { Metrics } from '@user-information/observability';
import type { Entry } from '@user-information/state-store';
import { LRUCache } from 'lru-cache';
import type { Row } from './row.ts';

const none: ReadonlySet<string> = new Set();

/** What an entry costs beside its characters: the map's slot, the row, and its strings' headers. */
const entryOverheadBytes = 250;

/** What is kept of a row: ready to send, or as it is in the store, not decoded before somebody asks. */
type Kept = Row | Buffer;

/** The new value of a key in the store; null deletes it. */
export interface CacheWrite {
  readonly key: string;
  readonly value: Buffer | null;
}

/** Makes a row of the stored bytes, which are read first when there are none. */
export type ReadRow = (written?: Buffer) => Promise<Row | undefined>;

export interface RowCacheOptions {
  /** Roughly how much memory rows may take; 0 keeps none. */
  readonly maxBytes: number;
  readonly metrics: Metrics;
}

/**
 * The rows that were asked for last, ready to send, so that a hot row costs neither a read
 * of the store nor a decoding. The replica, the store's only writer, writes it through `update`.
 * (A store that another process writes must be served without a cache.)
 *
 * Why it never answers with an older value than the store would: a row is kept, and a read shared,
 * only if the whole read lies outside of every write of its key. `update` forgets the key's row and
 * its read under way before the write begins, and until the write ends each read is on its own. Then
 * the bytes that were written take the place of a row that was sent since its last change, as the
 * next read would find them: a row that is both asked for and changed often is not read again.
 */
export class RowCache {
  /** Undefined when none are to be kept. */
  readonly #rows: LRUCache<string, Kept> | undefined;
  /** Reads under way that others may share. */
  readonly #reads = new Map<string, Promise<Row | undefined>>();
  #changing = none;
  /** Keys that were changed since the snapshot was taken that the cache is being filled from. */
  #changedSince: Set<string> | undefined;
  #hits = 0;
  #misses = 0;

  constructor({ maxBytes, metrics }: RowCacheOptions) {
    if (maxBytes > 0) {
      this.#rows = new LRUCache({ maxSize: maxBytes, sizeCalculation: sizeBytes });
    }
    // Counted as plain numbers, and looked at when scraped: a hit is cheaper than a labelled count.
    const counts = { hit: () => this.#hits, miss: () => this.#misses };
    new Counter({
      name: 'view_row_cache_lookups_total',
      help: 'Lookups that found their row in the cache, and those that read the store.',
      labelNames: ['result'],
      registers: [metrics],
      collect() {
        this.reset();
        for (const [result, count] of Object.entries(counts)) this.inc({ result }, count());
      },
    });
  }

  get(key: string): Row | undefined {
    const row = this.#rows?.get(key);
    if (!isRow(row)) return undefined;
    this.#hits += 1;
    return row;
  }

  /** Whether the store has the row for sure; false says nothing. */
  has(key: string): boolean {
    return this.#rows?.has(key) ?? false;
  }

  /** Reads a row, once for all who ask meanwhile, and keeps it, unless it is being changed. */
  load(key: string, read: ReadRow): Promise<Row | undefined> {
    const underWay = this.#reads.get(key);
    if (underWay !== undefined) return underWay;
    const kept = this.#rows?.get(key);
    const written = Buffer.isBuffer(kept) ? kept : undefined;
    if (written === undefined) this.#misses += 1;
    else this.#hits += 1;
    if (this.#changing.has(key)) return read();
    const reading = this.#read(
      key,
      () => read(written),
      () => this.#reads.get(key) === reading,
    );
    this.#reads.set(key, reading);
    return reading;
  }

  /** Lets `write` change these values in the store; one call at a time. Of a key's, the last counts. */
  async update(writes: readonly CacheWrite[], write: () => Promise<void>): Promise<void> {
    this.#changing = new Set(writes.map(({ key }) => key));
    const hot = new Set([...this.#changing].filter((key) => isRow(this.#rows?.peek(key))));
    for (const key of this.#changing) {
      this.#changedSince?.add(key);
      this.#reads.delete(key);
      this.#rows?.delete(key);
    }
    const written = new Map<string, Buffer>();
    try {
      await write();
      for (const { key, value } of writes) {
        if (value === null) written.delete(key);
        else if (hot.has(key)) written.set(key, value);
      }
    } finally {
      this.#changing = none;
      for (const [key, value] of written) this.#rows?.set(key, copyOf(value));
    }
  }

  /**
   * Passes a snapshot's entries on as they are, and keeps what there is room for on the way, so that the first
   * who ask after a start need not wait for the disk. To be called in the turn in which the snapshot is
   * taken, and outside of an `update`; an entry that was changed since is left alone.
   */
  fillFrom(entries: AsyncIterable<Entry>): AsyncIterable<Entry> {
    if (this.#rows === undefined) return entries;
    this.#changedSince = new Set();
    return this.#fill(entries, this.#rows, this.#changedSince);
  }

  async *#fill(
    entries: AsyncIterable<Entry>,
    rows: LRUCache<string, Kept>,
    changed: ReadonlySet<string>,
  ): AsyncGenerator<Entry, void> {
    try {
      for await (const entry of entries) {
        const key = cacheKey(entry.key);
        const hasRoom = rows.calculatedSize + sizeBytes(entry.value, key) <= rows.maxSize;
        if (hasRoom && !changed.has(key) && !rows.has(key)) rows.set(key, copyOf(entry.value));
        yield entry;
      }
    } finally {
      this.#changedSince = undefined;
    }
  }

  async #read(
    key: string,
    read: () => Promise<Row | undefined>,
    isCurrent: () => boolean,
  ): Promise<Row | undefined> {
    // Not before `load` has registered this promise.
    await Promise.resolve();
    try {
      const row = await read();
      if (row !== undefined && isCurrent()) this.#rows?.set(key, row);
      return row;
    } finally {
      if (isCurrent()) this.#reads.delete(key);
    }
  }
}

function isRow(kept: Kept | undefined): kept is Row {
  return kept !== undefined && !Buffer.isBuffer(kept);
}

/** In memory of its own: a part of a larger block would keep all of the block. */
function copyOf(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(copy);
  return copy;
}

function sizeBytes(kept: Kept, key: string): number {
  const ownBytes = key.length + entryOverheadBytes;
  if (Buffer.isBuffer(kept)) return ownBytes + kept.length;
  // V8 takes two bytes a character once one of them is beyond Latin-1; what is all ASCII has none.
  const { contentLength, json } = kept;
  return ownBytes + json.length * (Number(contentLength) === json.length ? 1 : 2);
}

/** A key's bytes as a string, one character a byte, so that different keys stay different. */
export function cacheKey(key: Buffer): string {
  return key.toString('latin1');
}
