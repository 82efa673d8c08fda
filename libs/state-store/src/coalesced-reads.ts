import { setImmediate } from 'node:timers/promises';

interface Trip<Value> {
  readonly keys: Buffer[];
  /** Where in the keys each is. */
  readonly places: Map<string, number>;
  /** In the order of the keys. */
  readonly values: Promise<readonly Value[]>;
}

/** More keys go in trips of their own, side by side: one answer must not become too large. */
const maxKeys = 32;

/**
 * Does the single reads of one turn of the event loop together, each key once, where a trip to the store
 * costs more than a read does. When a trip fails, all of its reads do.
 */
export class CoalescedReads<Value> {
  readonly #readMany: (keys: readonly Buffer[]) => Promise<readonly Value[]>;
  /** The trip that takes more keys. */
  #next: Trip<Value> | undefined;
  /** Those of this turn. */
  readonly #waiting = new Set<Promise<readonly Value[]>>();

  /** `readMany` resolves with a value for each key, in their order. */
  constructor(readMany: (keys: readonly Buffer[]) => Promise<readonly Value[]>) {
    this.#readMany = readMany;
  }

  async read(key: Buffer): Promise<Value> {
    const text = key.toString('latin1');
    const known = this.#next?.places.get(text);
    if (known === undefined && this.#next?.keys.length === maxKeys) this.#next = undefined;
    this.#next ??= this.#newTrip();
    const { keys, places, values } = this.#next;
    const at = known ?? keys.push(key) - 1;
    places.set(text, at);
    return (await values)[at] as Value;
  }

  /** Resolves when what this turn asked for has been read, or has failed. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#waiting);
  }

  #newTrip(): Trip<Value> {
    const keys: Buffer[] = [];
    const values = setImmediate().then(() => {
      this.#waiting.delete(values);
      if (this.#next?.keys === keys) this.#next = undefined;
      return this.#readMany(keys);
    });
    this.#waiting.add(values);
    return { keys, places: new Map(), values };
  }
}
