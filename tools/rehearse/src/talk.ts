/** A step that goes on for longer has failed. */
const stepLimitMs = 90_000;

/** Why the rest of the talk makes no sense: the step before was told to have failed. */
export class StepFailedError extends Error {
  override readonly name = 'StepFailedError';
}

/** Tells of each step of a talk in a line: when it was over, and what the audience saw. */
export class Talk {
  readonly #startMs = performance.now();
  readonly #tell: (line: string) => void;
  readonly #signal: AbortSignal;

  /** @param signal ends the talk in the midst of a step */
  constructor(tell: (line: string) => void, signal: AbortSignal) {
    this.#tell = tell;
    this.#signal = signal;
  }

  /**
   * Takes a step and tells what was `seen` in it; `what` it is, is told where it fails.
   *
   * @throws {StepFailedError} when it fails or takes too long
   */
  async step<T>(
    what: string,
    act: (signal: AbortSignal) => Promise<T>,
    seen: (result: T) => string,
  ): Promise<T> {
    const limit = AbortSignal.timeout(stepLimitMs);
    const signal = AbortSignal.any([this.#signal, limit]);
    try {
      const result = await Promise.race([act(signal), whenAborted(signal)]);
      this.#line('✓', seen(result));
      return result;
    } catch (error) {
      this.#line('✗', `${what}: ${this.#reason(error, limit)}`);
      throw new StepFailedError(what, { cause: error });
    }
  }

  #reason(error: unknown, limit: AbortSignal): string {
    if (this.#signal.aborted) return 'broken off.';
    if (limit.aborted) return `not within ${duration(stepLimitMs)}.`;
    return error instanceof Error ? error.message : String(error);
  }

  #line(mark: string, text: string): void {
    const seconds = ((performance.now() - this.#startMs) / 1000).toFixed(1);
    this.#tell(`${mark} ${seconds.padStart(6)} s  ${text}`);
  }
}

/** `18 ms`, or `1.4 s`. */
export function duration(ms: number): string {
  return ms < 1_000 ? `${ms.toFixed(ms < 10 ? 1 : 0)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

async function whenAborted(signal: AbortSignal): Promise<never> {
  await new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', resolve, { once: true });
  });
  throw signal.reason;
}
