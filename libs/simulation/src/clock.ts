import { setTimeout as timeout } from 'node:timers/promises';

/** The time, and a way to let it pass: replaced in tests. */
export interface Clock {
  /** Milliseconds since 1970; never goes back. */
  nowMs(): number;
  /** Resolves after so many milliseconds, or at once when the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** The machine's clock, as it was set when the process started. */
export const systemClock: Clock = {
  nowMs: () => performance.timeOrigin + performance.now(),
  sleep: (ms, signal) =>
    timeout(ms, undefined, { signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    }),
};
