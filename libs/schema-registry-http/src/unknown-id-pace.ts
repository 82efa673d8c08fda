/**
 * How fast ids may be asked for while they turn out unknown. A topic full of garbage has a new id in
 * every record, and none of them can be called unknown without asking: so the asking is slowed down,
 * for all ids alike. This is the generic cell rate algorithm, with a second's worth at once.
 */
export class UnknownIdPace {
  readonly #intervalMs: number;
  /** When the last unknown id would have been asked for, had they come evenly. */
  #evenMs = -Infinity;

  constructor(perSecond: number) {
    this.#intervalMs = 1_000 / perSecond;
  }

  /** How long to wait before the next id is asked for; 0 unless many were unknown. */
  delayMs(nowMs: number): number {
    return Math.max(0, this.#evenMs - nowMs - 1_000);
  }

  wasUnknown(nowMs: number): void {
    this.#evenMs = Math.max(this.#evenMs, nowMs) + this.#intervalMs;
  }
}
