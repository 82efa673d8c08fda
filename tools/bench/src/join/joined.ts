import { setTimeout as delay } from 'node:timers/promises';
import type { EventLog } from '@user-information/event-log';
import { settled } from '@user-information/streams-testing';

const group = 'join-service';
const limitMs = 600_000;

/** What the join reads: the topics of others, and its own in between. */
export const joinInputs = ['users', 'tweets', 'follows', 'likes'] as const;
const repartition = 'join-service-user-information-repartition';

/** Waits until the join has committed all that is in its inputs and repartition topic. */
export function joined(log: EventLog): Promise<void> {
  return settled(log, group, [...joinInputs, repartition], limitMs);
}

/** Waits for the join's first commits; tells how many records of its inputs they were. */
export async function firstCommit(log: EventLog): Promise<number> {
  const partitions = (await Promise.all(joinInputs.map((topic) => log.endOffsets(topic)))).flat();
  const deadlineMs = Date.now() + limitMs;
  while (Date.now() < deadlineMs) {
    const committed = await log.committedOffsets(group, partitions);
    const count = committed.reduce((sum, { offset }) => sum + offset, 0);
    if (count > 0) return count;
    await delay(5);
  }
  throw new Error(`Group "${group}" has committed nothing within ${limitMs} ms.`);
}
