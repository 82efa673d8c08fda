import { zipf } from '../random/choices.ts';
import type { Random } from '../random/random-stream.ts';

/** Below so many slots a set is not worth tidying up. */
const FEW_SLOTS = 32;

/**
 * The most recently added items, as many as there is room for, and a choice among them that
 * prefers the newest. Calls take constant time on average.
 */
export class RecentSet<T> {
  readonly #capacity: number;
  /** The items in the order in which they came; undefined where one was deleted. */
  #slots: (T | undefined)[] = [];
  readonly #slotOf = new Map<T, number>();
  /** The slot of the oldest item, or the end. */
  #oldest = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#slotOf.size;
  }

  has(item: T): boolean {
    return this.#slotOf.has(item);
  }

  /** Adds the newest item, and forgets the oldest if there are too many. False if it is here. */
  add(item: T): boolean {
    if (this.#slotOf.has(item)) return false;
    this.#slotOf.set(item, this.#slots.push(item) - 1);
    if (this.size > this.#capacity) this.delete(this.#slots[this.#oldest] as T);
    return true;
  }

  /** False if it was not here. */
  delete(item: T): boolean {
    const slot = this.#slotOf.get(item);
    if (slot === undefined) return false;
    this.#slotOf.delete(item);
    this.#slots[slot] = undefined;
    while (this.#oldest < this.#slots.length && this.#slots[this.#oldest] === undefined) {
      this.#oldest++;
    }
    if (this.#slots.length > 2 * this.size + FEW_SLOTS) this.#tidy();
    return true;
  }

  /** An item, new ones the likeliest by Zipf's law; undefined when there is none. */
  pick(random: Random): T | undefined {
    const end = this.#slots.length;
    const drawn = end - 1 - zipf(random, end - this.#oldest);
    // Where an item was deleted, the next older one takes its share.
    for (let slot = drawn; slot >= this.#oldest; slot--) {
      const item = this.#slots[slot];
      if (item !== undefined) return item;
    }
    return undefined;
  }

  #tidy(): void {
    this.#slots = this.#slots.filter((item) => item !== undefined);
    this.#oldest = 0;
    this.#slots.forEach((item, slot) => this.#slotOf.set(item as T, slot));
  }
}
