import { readFile } from 'node:fs/promises';
import { processUsage } from '@user-information/bench';

/**
 * User and system time of processes and of those that they have started, since they started, in seconds;
 * undefined on a system that does not tell.
 */
export async function cpuSeconds(pids: readonly number[]): Promise<number | undefined> {
  let sum = 0;
  for (const pid of pids) {
    const usage = await processUsage(pid);
    if (usage === undefined) return undefined;
    sum += usage.cpuSeconds + ((await cpuSeconds(await childrenOf(pid))) ?? 0);
  }
  return sum;
}

async function childrenOf(pid: number): Promise<number[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return children
    .split(' ')
    .filter((child) => child !== '')
    .map(Number);
}
