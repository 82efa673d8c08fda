/** For how long a count is given out again at least, and how many times as long as it took. */
const keptMs = 1_000;
const keptTimes = 20;

/**
 * How many there are, counted anew now and then only: who asks often costs one reader one twentieth of
 * its time at most.
 */
export class EntryCount {
  readonly #count: () => Promise<number>;
  #last: Promise<number> | undefined;
  #keptUntilMs = 0;

  constructor(count: () => Promise<number>) {
    this.#count = count;
  }

  get(): Promise<number> {
    if (this.#last === undefined || performance.now() > this.#keptUntilMs) {
      this.#keptUntilMs = Infinity;
      this.#last = this.#countAnew();
    }
    return this.#last;
  }

  async #countAnew(): Promise<number> {
    const startMs = performance.now();
    try {
      return await this.#count();
    } catch (error) {
      this.#last = undefined;
      throw error;
    } finally {
      const endMs = performance.now();
      this.#keptUntilMs = endMs + Math.max(keptMs, keptTimes * (endMs - startMs));
    }
  }
}
