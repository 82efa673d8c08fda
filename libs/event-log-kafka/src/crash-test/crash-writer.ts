import { setTimeout as sleep } from 'node:timers/promises';
import type { EventLog, NewRecord } from '@user-information/event-log';
import type { CrashTopics } from './crash-topics.ts';
import { PARTITIONS } from './crash-topics.ts';

const MAX_BATCH = 20;
const MAX_PAUSE_MS = 30;

/**
 * Appends numbered events until the signal aborts: in turns to one partition, which takes one request,
 * and to several with the count of all, which takes a transaction.
 *
 * @returns how many events it wrote to each partition
 */
export async function writeEvents(
  log: EventLog,
  { events, counts }: CrashTopics,
  writer: string,
  signal: AbortSignal,
): Promise<readonly number[]> {
  const key = Buffer.from(writer);
  const next = Array.from({ length: PARTITIONS }, () => 0);
  const event = (partition: number): NewRecord => {
    const number = next[partition] ?? 0;
    next[partition] = number + 1;
    return { topic: events, partition, key, value: Buffer.from(`${number}`) };
  };
  const anyPartition = (): number => Math.floor(Math.random() * PARTITIONS);
  do {
    const size = 1 + Math.floor(Math.random() * MAX_BATCH);
    const partition = anyPartition();
    await log.append(Array.from({ length: size }, () => event(partition)));
    const spread = Array.from({ length: size }, () => event(anyPartition()));
    const count = { topic: counts, key, value: Buffer.from(JSON.stringify(next)) };
    await log.append([...spread, count]);
    await sleep(Math.random() * MAX_PAUSE_MS);
  } while (!signal.aborted);
  return next;
}
