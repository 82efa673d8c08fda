import { setTimeout as sleep } from 'node:timers/promises';
import { EventLogError } from '@user-information/event-log';
import { isBusy } from './sqlite-error.ts';

const LONGEST_WAIT_MS = 8;

/**
 * Runs `attempt` until no other process is in its way. SQLite's own busy wait would block the event
 * loop and is unfair; short, jittered waits outside it are neither.
 *
 * @returns what `attempt` returned, and how often it had to wait
 */
export async function retryBusy<T>(
  path: string,
  limitMs: number,
  attempt: () => T,
): Promise<{ readonly result: T; readonly waits: number }> {
  const startMs = performance.now();
  for (let waits = 0; ; waits += 1) {
    try {
      return { result: attempt(), waits };
    } catch (error) {
      if (!isBusy(error)) {
        throw error;
      }
      if (performance.now() - startMs > limitMs) {
        throw new EventLogError(
          'STORAGE',
          `The event log at ${path} stayed locked for ${limitMs} ms: another process holds it ` +
            '(stopped, or in a debugger?). End that process.',
          { cause: error },
        );
      }
    }
    await sleep(1 + Math.random() * Math.min(waits, LONGEST_WAIT_MS));
  }
}
