import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** The thread wakes this one so much before a call is due; the rest passes without sleeping. */
const leadMs = 0.3;
const prepareMs = 200;

export interface TickerInput {
  /** In milliseconds since 1970, since each thread's `performance.now()` starts at its own zero. */
  readonly firstTickEpochMs: number;
  readonly intervalMs: number;
  readonly count: number;
}

/**
 * Calls `count` times, `intervalMs` apart, each within microseconds of when it is due, unless this
 * thread is busy then: a call that was missed comes as soon as it can. Node's timers are only exact
 * to a millisecond, and waiting awake would take a whole core from the server; so a second thread
 * sleeps, and wakes this one shortly before.
 */
export async function callWhenDue(
  count: number,
  intervalMs: number,
  call: (index: number, dueAtMs: number) => void,
): Promise<void> {
  const firstDueMs = performance.now() + prepareMs;
  const workerData: TickerInput = {
    firstTickEpochMs: performance.timeOrigin + firstDueMs - leadMs,
    intervalMs,
    count,
  };
  const ticker = new Worker(join(import.meta.dirname, 'ticker-thread.ts'), { workerData });
  let next = 0;
  let awake = false;
  await new Promise<void>((resolve, reject) => {
    function callAllDue(): void {
      const nowMs = performance.now();
      while (next < count && firstDueMs + next * intervalMs <= nowMs) {
        call(next, firstDueMs + next * intervalMs);
        next += 1;
      }
      awake = next < count && firstDueMs + next * intervalMs - performance.now() < leadMs;
      if (awake) setImmediate(callAllDue);
      if (next === count) resolve();
    }
    ticker.on('message', () => {
      if (!awake) callAllDue();
    });
    ticker.once('error', reject);
  });
  await ticker.terminate();
}
