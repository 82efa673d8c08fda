import { setTimeout as delay } from 'node:timers/promises';

/** Polls until it holds. A test that waits in vain ends by its own limit, and Jest can end after it. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await delay(20, undefined, { ref: false });
}
