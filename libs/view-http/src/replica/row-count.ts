import type { StateStore, StoreSnapshot, Write } from '@user-information/state-store';
import { cacheKey } from '../rows/row-cache.ts';

/**
 * How many rows a store has, exactly: counted once, in an unchanging snapshot and in the background,
 * and from then on changed by what each batch adds and deletes. (A store's own estimate counts a key
 * as often as it was written lately.)
 */
export class RowCount {
  readonly #store: StateStore;
  readonly #counted: Promise<void>;
  #isClosing = false;
  #inSnapshot: number | null = null;
  #since = 0;

  /** Counts from this moment on; `measure` must see every batch after it. */
  constructor(store: StateStore, onError: (error: unknown) => void) {
    this.#store = store;
    this.#counted = this.#count(store.snapshot()).catch(onError);
  }

  /** Null while the snapshot is being counted. */
  get rows(): number | null {
    return this.#inSnapshot === null ? null : this.#inSnapshot + this.#since;
  }

  /** Before a batch is written: what it will change. Call the result when it has been written. */
  async measure(writes: readonly Write[]): Promise<() => void> {
    const last = new Map(writes.map((write) => [cacheKey(write.key), write]));
    const changes = [...last.values()];
    const values = await this.#store.getMany(changes.map(({ key }) => key));
    const difference = changes.reduce((sum, { value }, at) => {
      const was = values[at] === undefined ? 0 : 1;
      return sum + (value === null ? 0 : 1) - was;
    }, 0);
    return () => (this.#since += difference);
  }

  /** Gives up counting; call it before the store is closed. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#counted;
  }

  async #count(snapshot: StoreSnapshot): Promise<void> {
    const entries = snapshot.range()[Symbol.asyncIterator]();
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
