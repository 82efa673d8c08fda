import { setImmediate } from 'node:timers/promises';

interface Turn<Value> {
  readonly keys: Buffer[];
  /** In the order of the keys. */
  readonly values: Promise<readonly Value[]>;
}

/**
 * Does the single reads of one turn of the event loop together, where a trip to the store costs more than
 * a read does. When the trip fails, all of its reads do.
 */
export class CoalescedReads<Value> {
  readonly #readMany: (keys: readonly Buffer[]) => Promise<readonly Value[]>;
  #turn: Turn<Value> | undefined;

  /** `readMany` resolves with a value for each key, in their order. */
  constructor(readMany: (keys: readonly Buffer[]) => Promise<readonly Value[]>) {
    this.#readMany = readMany;
  }

  async read(key: Buffer): Promise<Value> {
    this.#turn ??= this.#newTurn();
    const { keys, values } = this.#turn;
    const at = keys.push(key) - 1;
    return (await values)[at] as Value;
  }

  /** Resolves when what this turn asked for has been read, or has failed. */
  async settled(): Promise<void> {
    await Promise.allSettled([this.#turn?.values]);
  }

  #newTurn(): Turn<Value> {
    const keys: Buffer[] = [];
    const values = setImmediate().then(() => {
      this.#turn = undefined;
      return this.#readMany(keys);
    });
    return { keys, values };
  }
}
