const windowMs = 3_000;

/** How fast a counter grows, over the last three seconds. A counter that starts anew is no decrease. */
export class RateMeter {
  readonly #samples: { readonly atMs: number; readonly sum: number }[] = [];
  #lastTotal: number | undefined;
  #sum = 0;

  /**
   * To be told the counter's value now and then, or only the time while nobody knows it. What it was at
   * first counts for nothing.
   */
  saw(atMs: number, total: number | undefined): void {
    const last = this.#lastTotal;
    if (total !== undefined && last !== undefined)
      this.#sum += total >= last ? total - last : total;
    this.#lastTotal = total ?? last;
    this.#samples.push({ atMs, sum: this.#sum });
    while ((this.#samples[1]?.atMs ?? Infinity) <= atMs - windowMs) this.#samples.shift();
  }

  get perSecond(): number {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    if (first === undefined || last === undefined || last.atMs === first.atMs) return 0;
    return ((last.sum - first.sum) * 1000) / (last.atMs - first.atMs);
  }
}
