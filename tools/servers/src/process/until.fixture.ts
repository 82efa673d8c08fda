import { setTimeout as delay } from 'node:timers/promises';

/** Polls until it holds; a test that waits in vain ends by its own limit. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await delay(20);
}
