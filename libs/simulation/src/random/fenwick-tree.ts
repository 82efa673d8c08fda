/**
 * Numbers by index whose running sums are kept, so that changing one and finding where a sum
 * falls take logarithmic time.
 *
 * @see Peter M. Fenwick, "A New Data Structure for Cumulative Frequency Tables", 1994
 */
export class FenwickTree {
  /** Node i (from 1) holds the sum of the last `i & -i` numbers up to the i-th. */
  #nodes = new Float64Array(2);
  #total = 0;

  get total(): number {
    return this.#total;
  }

  /** Adds to the number at an index from 0; indexes that were never added to hold 0. */
  add(index: number, delta: number): void {
    while (index + 1 >= this.#nodes.length) this.#grow();
    this.#total += delta;
    for (let node = index + 1; node < this.#nodes.length; node += node & -node) {
      this.#nodes[node] = this.#node(node) + delta;
    }
  }

  /**
   * The index whose number covers the given position, were all numbers laid end to end.
   *
   * @param position from 0 up to but not including `total`
   */
  find(position: number): number {
    let node = 0;
    let rest = position;
    for (let step = this.#nodes.length >> 1; step > 0; step >>= 1) {
      const next = node + step;
      if (next < this.#nodes.length && this.#node(next) <= rest) {
        node = next;
        rest -= this.#node(next);
      }
    }
    return node;
  }

  #node(index: number): number {
    return this.#nodes[index] as number;
  }

  /** The length stays a power of two, so that the first node past the old end sums up the rest. */
  #grow(): void {
    const grown = new Float64Array(this.#nodes.length * 2);
    grown.set(this.#nodes);
    grown[this.#nodes.length] = this.#total;
    this.#nodes = grown;
  }
}
