/**
 * Waits for a ring. A ring between `reset` and `wait` is not lost: look at the world after `reset`,
 * and `wait` returns at once if it changed meanwhile.
 */
export class Alarm {
  #rung = false;
  #wake: (() => void) | undefined;

  readonly ring = (): void => {
    this.#rung = true;
    this.#wake?.();
  };

  reset(): void {
    this.#rung = false;
  }

  /** Resolves at the next ring, or after `limitMs`. */
  async wait(limitMs: number): Promise<void> {
    if (this.#rung) {
      return;
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, limitMs);
    this.#wake = resolve;
    await promise;
    this.#wake = undefined;
    clearTimeout(timer);
  }
}
