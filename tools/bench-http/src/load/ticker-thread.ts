// Sends a message whenever a tick is due. Started by call-when-due.ts.
import { parentPort, workerData } from 'node:worker_threads';
import type { TickerInput } from './call-when-due.ts';

const { firstTickEpochMs, intervalMs, count } = workerData as TickerInput;
/** Never woken: waiting on it is a sleep, and one that is exact to some 50 microseconds. */
const never = new Int32Array(new SharedArrayBuffer(4));

for (let tick = 0; tick < count; tick++) {
  const nowEpochMs = performance.timeOrigin + performance.now();
  const sleepMs = firstTickEpochMs + tick * intervalMs - nowEpochMs;
  if (sleepMs > 0) Atomics.wait(never, 0, 0, sleepMs);
  parentPort?.postMessage(tick);
}
