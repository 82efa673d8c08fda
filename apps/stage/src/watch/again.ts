import { setTimeout as sleep } from 'node:timers/promises';

/** Looks at something again and again, with a pause in between, until `signal` aborts. */
export async function again(
  pauseMs: number,
  signal: AbortSignal,
  look: () => Promise<void>,
): Promise<void> {
  while (!signal.aborted) {
    await look();
    await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
  }
}
