import { Counter } from '@prometheus-io/client';
import type { Metrics } from '@user-information/observability';
import type { Row } from './row.ts';

const none: ReadonlySet<string> = new Set();

/** What an entry costs beside its characters: the map's slot, the row, and its strings' headers. */
const entryOverheadBytes = 250;

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
 * its read under way before the write begins, and until the write ends each read is on its own.
 */
export class RowCache {
  readonly #maxBytes: number;
  /** Least recently used first. */
  readonly #rows = new Map<string, Row>();
  /** Reads under way that others may share. */
  readonly #reads = new Map<string, Promise<Row | undefined>>();
  #changing = none;
  #bytes = 0;
  #hits = 0;
  #misses = 0;

  constructor({ maxBytes, metrics }: RowCacheOptions) {
    this.#maxBytes = maxBytes;
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
    const row = this.#rows.get(key);
    if (row === undefined) return undefined;
    this.#hits += 1;
    this.#rows.delete(key);
    this.#rows.set(key, row);
    return row;
  }

  /** Reads a row, once for all who ask meanwhile, and keeps it, unless it is being changed. */
  load(key: string, read: () => Promise<Row | undefined>): Promise<Row | undefined> {
    const underWay = this.#reads.get(key);
    if (underWay !== undefined) return underWay;
    this.#misses += 1;
    if (this.#changing.has(key)) return read();
    const reading = this.#read(key, read, () => this.#reads.get(key) === reading);
    this.#reads.set(key, reading);
    return reading;
  }

  /** Lets `write` change the values of these keys in the store; one call at a time. */
  async update(keys: readonly string[], write: () => Promise<void>): Promise<void> {
    this.#changing = new Set(keys);
    for (const key of keys) {
      this.#reads.delete(key);
      this.#remove(key);
    }
    try {
      await write();
    } finally {
      this.#changing = none;
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
      if (row !== undefined && isCurrent()) this.#keep(key, row);
      return row;
    } finally {
      if (isCurrent()) this.#reads.delete(key);
    }
  }

  #keep(key: string, row: Row): void {
    const bytes = sizeBytes(key, row);
    if (bytes > this.#maxBytes) return;
    this.#remove(key);
    this.#rows.set(key, row);
    this.#bytes += bytes;
    for (const oldest of this.#rows.keys()) {
      if (this.#bytes <= this.#maxBytes) break;
      this.#remove(oldest);
    }
  }

  #remove(key: string): void {
    const row = this.#rows.get(key);
    if (row === undefined) return;
    this.#rows.delete(key);
    this.#bytes -= sizeBytes(key, row);
  }
}

function sizeBytes(key: string, { json }: Row): number {
  // V8 takes two bytes a character once one of them is beyond Latin-1.
  return 2 * (key.length + json.length) + entryOverheadBytes;
}

/** A key's bytes as a string, one character a byte, so that different keys stay different. */
export function cacheKey(key: Buffer): string {
  return key.toString('latin1');
}
