import { below } from './choices.ts';
import type { Random } from './random-stream.ts';

/** A set that can also be asked for a random member; everything in constant time. */
export class IndexedSet<T> {
  readonly #items: T[] = [];
  readonly #indexes = new Map<T, number>();

  get size(): number {
    return this.#items.length;
  }

  has(item: T): boolean {
    return this.#indexes.has(item);
  }

  /** The member at an index from 0 up to `size`; indexes shift when members are deleted. */
  at(index: number): T | undefined {
    return this.#items[index];
  }

  /** False if it was a member already. */
  add(item: T): boolean {
    if (this.#indexes.has(item)) return false;
    this.#indexes.set(item, this.#items.length);
    this.#items.push(item);
    return true;
  }

  /** False if it was no member. The last member takes its index. */
  delete(item: T): boolean {
    const index = this.#indexes.get(item);
    if (index === undefined) return false;
    this.#indexes.delete(item);
    const last = this.#items.pop() as T;
    if (index < this.#items.length) {
      this.#items[index] = last;
      this.#indexes.set(last, index);
    }
    return true;
  }

  /** Any member, each as likely; undefined when there is none. */
  pick(random: Random): T | undefined {
    return this.#items[below(random, this.#items.length)];
  }

  [Symbol.iterator](): IterableIterator<T> {
    return this.#items[Symbol.iterator]();
  }
}
