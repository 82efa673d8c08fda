import { checkWhole } from '../errors.ts';
import { FenwickTree } from './fenwick-tree.ts';
import type { Random } from './random-stream.ts';

/** Members with weights, and a choice among them by weight; every call in logarithmic time. */
export class WeightedSet<T> {
  readonly #items: T[] = [];
  readonly #weights: number[] = [];
  readonly #indexes = new Map<T, number>();
  readonly #tree = new FenwickTree();

  get size(): number {
    return this.#items.length;
  }

  /** The sum of all weights. */
  get total(): number {
    return this.#tree.total;
  }

  /** The weight of a member; 0 of what is none. */
  weight(item: T): number {
    return this.#weights[this.#indexes.get(item) ?? -1] ?? 0;
  }

  /**
   * Adds a member, or changes its weight.
   *
   * @param weight whole, so that sums stay exact, and 0 or more
   */
  set(item: T, weight: number): void {
    checkWhole('The weight', weight, 0, Number.MAX_SAFE_INTEGER);
    let index = this.#indexes.get(item);
    if (index === undefined) {
      index = this.#items.push(item) - 1;
      this.#weights.push(0);
      this.#indexes.set(item, index);
    }
    this.#setAt(index, weight);
  }

  /** False if it was no member. */
  delete(item: T): boolean {
    const index = this.#indexes.get(item);
    if (index === undefined) return false;
    const end = this.#items.length - 1;
    const last = this.#items[end] as T;
    this.#setAt(index, this.#weights[end] as number);
    this.#items[index] = last;
    this.#indexes.set(last, index);
    this.#setAt(end, 0);
    this.#items.pop();
    this.#weights.pop();
    this.#indexes.delete(item);
    return true;
  }

  /** A member, as likely as its weight says; undefined when no weight is above 0. */
  pick(random: Random): T | undefined {
    return this.#items[this.#tree.find(random() * this.total)];
  }

  #setAt(index: number, weight: number): void {
    this.#tree.add(index, weight - (this.#weights[index] as number));
    this.#weights[index] = weight;
  }
}
