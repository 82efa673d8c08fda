import { setTimeout as delay } from 'node:timers/promises';
import type { EventLog } from '@user-information/event-log';
import { partitionName } from '@user-information/event-log';
import { StillBehindError } from './errors.ts';

/** Waits until a consumer group has committed everything that these topics hold. */
export async function settled(
  log: EventLog,
  group: string,
  topics: readonly string[],
  limitMs = 60_000,
): Promise<void> {
  const deadlineMs = Date.now() + limitMs;
  for (;;) {
    const behind = await lag(log, group, topics);
    if (behind === 0) return;
    if (Date.now() > deadlineMs) throw new StillBehindError(`Group "${group}" is`, behind);
    await delay(50);
  }
}

async function lag(log: EventLog, group: string, topics: readonly string[]): Promise<number> {
  const ends = (await Promise.all(topics.map((topic) => log.endOffsets(topic)))).flat();
  const committed = new Map(
    (await log.committedOffsets(group, ends)).map((at) => [partitionName(at), at.offset]),
  );
  return ends.reduce((sum, end) => sum + end.offset - (committed.get(partitionName(end)) ?? 0), 0);
}
