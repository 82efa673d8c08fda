import { Counter } from '@prometheus-io/client';
import type { Metrics } from '@user-information/observability';

/** What an entry costs beside its characters: the map's slot and two string headers. */
const entryOverheadBytes = 100;

export interface RowCacheOptions {
  /** Roughly how much memory rows may take; 0 keeps none. */
  readonly maxBytes: number;
}

/**
 * The rows that were asked for last, as JSON ready to send, so that a hot row costs neither a read
 * of the store nor a decoding. Given to the replica that writes the store, which makes it forget
 * each key **after** the store has its new value; a row whose read began before that is not kept.
 * So a kept row is never older than the last batch applied. (A store that another process writes
 * must be served without a cache.)
 *
 * The argument: `load` registers its read before it begins, and `forget` takes the registration
 * away. A read that finds its registration gone may have seen the old value, and keeps nothing. One
 * that finds it there saw no `forget` of the key since before it began, so its value is the newest
 * applied, or of a batch whose `forget` is still to come.
 */
export class RowCache {
  readonly #maxBytes: number;
  /** Least recently used first. */
  readonly #rows = new Map<string, string>();
  readonly #reads = new Map<string, Promise<string | undefined>>();
  #bytes = 0;
  #hits = 0;
  #misses = 0;

  constructor(options: RowCacheOptions) {
    this.#maxBytes = options.maxBytes;
  }

  get(key: string): string | undefined {
    const json = this.#rows.get(key);
    if (json === undefined) return undefined;
    this.#hits += 1;
    this.#rows.delete(key);
    this.#rows.set(key, json);
    return json;
  }

  /** Reads a row, once for all who ask meanwhile, and keeps it if nothing changed it since. */
  load(key: string, read: () => Promise<string | undefined>): Promise<string | undefined> {
    const underWay = this.#reads.get(key);
    if (underWay !== undefined) return underWay;
    this.#misses += 1;
    const reading = this.#read(key, read, () => this.#reads.get(key) === reading);
    this.#reads.set(key, reading);
    return reading;
  }

  /** Call it when the store has the new values of these keys. */
  forget(keys: Iterable<string>): void {
    for (const key of keys) {
      this.#reads.delete(key);
      this.#remove(key);
    }
  }

  /** Counts hits and misses on `metrics`. */
  register(metrics: Metrics): void {
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

  async #read(
    key: string,
    read: () => Promise<string | undefined>,
    isCurrent: () => boolean,
  ): Promise<string | undefined> {
    // Not before `load` has registered this promise.
    await Promise.resolve();
    try {
      const json = await read();
      if (json !== undefined && isCurrent()) this.#keep(key, json);
      return json;
    } finally {
      if (isCurrent()) this.#reads.delete(key);
    }
  }

  #keep(key: string, json: string): void {
    const bytes = sizeBytes(key, json);
    if (bytes > this.#maxBytes) return;
    this.#remove(key);
    this.#rows.set(key, json);
    this.#bytes += bytes;
    for (const oldest of this.#rows.keys()) {
      if (this.#bytes <= this.#maxBytes) break;
      this.#remove(oldest);
    }
  }

  #remove(key: string): void {
    const json = this.#rows.get(key);
    if (json === undefined) return;
    this.#rows.delete(key);
    this.#bytes -= sizeBytes(key, json);
  }
}

function sizeBytes(key: string, json: string): number {
  // V8 takes two bytes a character once one of them is beyond Latin-1.
  return 2 * (key.length + json.length) + entryOverheadBytes;
}

/** A key's bytes as a string, one character a byte, so that different keys stay different. */
export function cacheKey(key: Buffer): string {
  return key.toString('latin1');
}
