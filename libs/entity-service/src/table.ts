import type { Change } from './change.ts';
import type { Memory, Undo } from './memory.ts';

/** What a table keeps of a record; undefined forgets its key. */
export type Remember<V, M> = (change: Change<V>) => M | undefined;

/** Keeps nothing but the keys that have a value. */
export function keysOnly({ value }: Change<unknown>): true | undefined {
  return value === null ? undefined : true;
}

/** The plain memory: something of the newest record of each key, in a map. */
export class Table<V, M> implements Memory<V> {
  readonly #remember: Remember<V, M>;
  readonly #rows = new Map<string, M>();

  constructor(remember: Remember<V, M>) {
    this.#remember = remember;
  }

  get size(): number {
    return this.#rows.size;
  }

  has(key: string): boolean {
    return this.#rows.has(key);
  }

  get(key: string): M | undefined {
    return this.#rows.get(key);
  }

  keys(): IterableIterator<string> {
    return this.#rows.keys();
  }

  apply(change: Change<V>): Undo {
    const { key } = change;
    const before = this.#rows.get(key);
    this.#set(key, this.#remember(change));
    return () => this.#set(key, before);
  }

  #set(key: string, row: M | undefined): void {
    if (row === undefined) this.#rows.delete(key);
    else this.#rows.set(key, row);
  }
}
