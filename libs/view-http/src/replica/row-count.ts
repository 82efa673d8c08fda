import type { StateStore, StoreSnapshot, Write } from '@user-information/state-store';
import { cacheKey } from '../rows/row-cache.ts';
import type { RowCache } from '../rows/row-cache.ts';

export interface RowCountOptions {
  readonly store: StateStore;
  /** Knows of some rows that they are there, and is filled with what is counted. */
  readonly cache?: RowCache | undefined;
  readonly onError: (error: unknown) => void;
}

/**
 * How many rows a store has, exactly: counted once, in an unchanging snapshot and in the background,
 * and from then on changed by what each batch adds and deletes. (A store's own estimate counts a key
 * as often as it was written lately.)
 */
export class RowCount {
  readonly #store: StateStore;
  readonly #cache: RowCache | undefined;
  readonly #counted: Promise<void>;
  #isClosing = false;
  #inSnapshot: number | null = null;
  #since = 0;

  /** Counts from this moment on; `measure` must see every batch after it. */
  constructor({ cache, onError, store }: RowCountOptions) {
    this.#store = store;
    this.#cache = cache;
    this.#counted = this.#count(store.snapshot()).catch(onError);
  }

  /** Null while the snapshot is being counted. */
  get rows(): number | null {
    return this.#inSnapshot === null ? null : this.#inSnapshot + this.#since;
  }

  /** Before a batch is written: what it will change. Call the result when it has been written. */
  async measure(writes: readonly Write[]): Promise<() => void> {
    const last = new Map(writes.map((write) => [cacheKey(write.key), write]));
    const rowsAfter = howMany([...last.values()], ({ value }) => value !== null);
    const unknown = [...last].filter(([key]) => this.#cache?.has(key) !== true);
    const values = await this.#store.getMany(unknown.map(([, { key }]) => key));
    const rowsBefore = last.size - howMany(values, (value) => value === undefined);
    return () => (this.#since += rowsAfter - rowsBefore);
  }

  /** Gives up counting; call it before the store is closed. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#counted;
  }

  async #count(snapshot: StoreSnapshot): Promise<void> {
    const all = snapshot.range();
    const counted = this.#cache?.fillFrom(all) ?? all;
    const entries = counted[Symbol.asyncIterator]();
    try {
      let rows = 0;
      while ((await entries.next()).done !== true) {
        if (this.#isClosing) return;
        rows += 1;
      }
      this.#inSnapshot = rows;
    } finally {
      await entries.return?.();
      await snapshot.close();
    }
  }
}

function howMany<T>(values: readonly T[], counts: (value: T) => boolean): number {
  return values.filter(counts).length;
}
