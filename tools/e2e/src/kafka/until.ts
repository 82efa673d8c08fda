import { setTimeout as delay } from 'node:timers/promises';

/** Waits until that is so, asking again and again; fails with what it waits for. */
export async function until(
  isSo: () => Promise<boolean> | boolean,
  what: string,
  limitMs = 120_000,
): Promise<void> {
  const deadlineMs = Date.now() + limitMs;
  while (!(await isSo())) {
    if (Date.now() > deadlineMs) throw new Error(`Waited in vain until ${what}.`);
    await delay(50);
  }
}
