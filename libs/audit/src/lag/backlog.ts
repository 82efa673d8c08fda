interface Look {
  readonly atMs: number;
  readonly end: number;
}

/** Ends that are remembered; after that the age of what is new is told too low, never that of the oldest. */
const keptLooks = 10_000;

/**
 * What a reader of one partition has not taken yet, found by looking at it from time to time. It needs
 * neither the records nor their timestamps: a record is as old as the look that first saw it.
 */
export class Backlog {
  readonly #looks: Look[] = [];
  #committed = 0;

  looked(atMs: number, end: number, committed: number): void {
    this.#committed = committed;
    const newest = this.#looks.at(-1);
    if ((newest?.end ?? committed) < end && this.#looks.length < keptLooks) {
      this.#looks.push({ atMs, end });
    }
    while (this.#looks[0] !== undefined && this.#looks[0].end <= committed) this.#looks.shift();
  }

  /** Offsets that are not taken, up to the end that was seen last. */
  get records(): number {
    return Math.max(0, (this.#looks.at(-1)?.end ?? 0) - this.#committed);
  }

  /** For how long the oldest record has been waiting; 0 when none is. */
  ageMs(nowMs: number): number {
    const oldest = this.#looks[0];
    return oldest === undefined ? 0 : nowMs - oldest.atMs;
  }
}
