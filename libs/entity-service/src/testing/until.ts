import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until something holds that no event tells of; the test's own time limit is the limit. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(2);
}
