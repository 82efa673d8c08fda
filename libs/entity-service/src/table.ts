/** A table as decisions see it: the newest of each key, in memory. */
export interface ReadonlyTable<M> {
  readonly size: number;
  has(key: string): boolean;
  get(key: string): M | undefined;
  keys(): IterableIterator<string>;
  /**
   * The key at a fraction of the order in which keys came: 0 is the oldest, just below 1 the newest.
   * Undefined for an empty table. A random number picks a random key, a skewed one prefers old keys
   * or new ones.
   */
  keyAt(fraction: number): string | undefined;
  /** Calls `listener` after each change from now on. */
  onChange(listener: TableListener<M>): void;
}

/** Told of one change of a table; undefined says that the key is not in it. */
export type TableListener<M> = (key: string, after: M | undefined, before: M | undefined) => void;

/** Fewer empty places than this are not worth clearing. */
const fewPlaces = 64;

/**
 * The rows of a changelog, for millions of them: each costs its key, its memory, and no object
 * beside. Keys and memories stand in arrays, in the order in which they came; a forgotten row leaves
 * its place empty, and empty places are cleared before they are a third of all.
 */
export class Table<M> implements ReadonlyTable<M> {
  readonly #places = new Map<string, number>();
  #keys: (string | undefined)[] = [];
  #memories: (M | undefined)[] = [];
  readonly #listeners: TableListener<M>[] = [];

  get size(): number {
    return this.#places.size;
  }

  has(key: string): boolean {
    return this.#places.has(key);
  }

  get(key: string): M | undefined {
    const place = this.#places.get(key);
    return place === undefined ? undefined : this.#memories[place];
  }

  keys(): IterableIterator<string> {
    return this.#places.keys();
  }

  keyAt(fraction: number): string | undefined {
    if (this.size === 0) return undefined;
    let place = Math.floor(fraction * this.#keys.length);
    while (this.#keys[place] === undefined) place = (place + 1) % this.#keys.length;
    return this.#keys[place];
  }

  onChange(listener: TableListener<M>): void {
    this.#listeners.push(listener);
  }

  /** Undefined forgets the key. Returns what was there, so that the change can be undone. */
  set(key: string, after: M | undefined): M | undefined {
    const before = this.get(key);
    if (after === undefined) this.#forget(key);
    else this.#put(key, after);
    for (const listener of this.#listeners) listener(key, after, before);
    return before;
  }

  #put(key: string, memory: M): void {
    const place = this.#places.get(key) ?? this.#keys.length;
    this.#places.set(key, place);
    this.#keys[place] = key;
    this.#memories[place] = memory;
  }

  #forget(key: string): void {
    const place = this.#places.get(key);
    if (place === undefined) return;
    this.#places.delete(key);
    this.#keys[place] = undefined;
    this.#memories[place] = undefined;
    const empty = this.#keys.length - this.size;
    if (empty >= fewPlaces && empty > this.size / 2) this.#clearEmptyPlaces();
  }

  #clearEmptyPlaces(): void {
    const memories = this.#memories;
    const kept = this.#keys.flatMap((key, place) => (key === undefined ? [] : [{ key, place }]));
    this.#keys = kept.map(({ key }) => key);
    this.#memories = kept.map(({ place }) => memories[place]);
    this.#keys.forEach((key, place) => this.#places.set(key as string, place));
  }
}
