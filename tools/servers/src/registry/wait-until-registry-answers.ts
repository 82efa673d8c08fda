import { setTimeout as delay } from 'node:timers/promises';

/** Waits until the registry says which subjects it has, for which it asks its storage; while `mayWait`. */
export async function waitUntilRegistryAnswers(
  url: string,
  mayWait: () => boolean,
): Promise<boolean> {
  while (mayWait()) {
    if (await answers(url)) return true;
    await delay(100);
  }
  return false;
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/subjects`, { signal: AbortSignal.timeout(5_000) });
    return response.ok && Array.isArray(await response.json());
  } catch {
    return false;
  }
}
