import { setTimeout as delay } from 'node:timers/promises';

const limitMs = 10_000;

/** Whether a Docker engine answers, wherever testcontainers looks for one. */
export async function findDockerEngine(): Promise<boolean> {
  // It takes half a second to load, which those who need no container are spared.
  const { getContainerRuntimeClient } = await import('testcontainers');
  const timeUp = new AbortController();
  const answer = getContainerRuntimeClient().then(
    () => true,
    () => false,
  );
  const silence = delay(limitMs, false, { signal: timeUp.signal }).catch(() => false);
  const isThere = await Promise.race([answer, silence]);
  timeUp.abort();
  return isThere;
}
