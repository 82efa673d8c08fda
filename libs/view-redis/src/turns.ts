/** Lets a few do something at a time; the others wait for their turns, in the order in which they came. */
export class Turns {
  readonly #atATime: number;
  readonly #maxWaiting: number;
  readonly #waiting: (() => void)[] = [];
  #taken = 0;

  constructor({ atATime, maxWaiting }: { atATime: number; maxWaiting: number }) {
    this.#atATime = atATime;
    this.#maxWaiting = maxWaiting;
  }

  /** Undefined when too many wait already; otherwise call `leave` for each. */
  enter(): Promise<void> | undefined {
    if (this.#taken < this.#atATime) {
      this.#taken += 1;
      return Promise.resolve();
    }
    if (this.#waiting.length >= this.#maxWaiting) return undefined;
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#taken -= 1;
    else next();
  }
}
