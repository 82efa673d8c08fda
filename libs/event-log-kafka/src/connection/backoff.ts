import { setTimeout as sleep } from 'node:timers/promises';

/** Pauses that double, each with a little chance in it so that clients do not come in step. */
export class Backoff {
  readonly #firstMs: number;
  readonly #longestMs: number;
  #nextMs: number;

  constructor(firstMs: number, longestMs: number) {
    this.#firstMs = firstMs;
    this.#longestMs = longestMs;
    this.#nextMs = firstMs;
  }

  /** How long the next pause is, in milliseconds. */
  next(): number {
    const pauseMs = this.#nextMs;
    this.#nextMs = Math.min(pauseMs * 2, this.#longestMs);
    return pauseMs * (0.9 + Math.random() * 0.2);
  }

  reset(): void {
    this.#nextMs = this.#firstMs;
  }

  /** Sleeps for the next pause; wakes early, quietly, when the signal aborts. */
  async pause(signal?: AbortSignal): Promise<void> {
    await sleep(this.next(), undefined, { signal }).catch(() => undefined);
  }
}
