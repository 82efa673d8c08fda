import type { EventLog, NewRecord } from '@user-information/event-log';
import { topics } from '@user-information/schemas';
import type { Status } from '@user-information/schemas';
import { topicSerde, utf8 } from '@user-information/serde';
import type { SchemaRegistry } from '@user-information/serde';
import type { Source } from './source.ts';

const topic = topics.statuses.name;

/** How many statuses were ever appended; those that are too old to be still there count too. */
export async function countStatuses(log: EventLog): Promise<number> {
  return (await log.endOffsets(topic)).reduce((sum, { offset }) => sum + offset, 0);
}

/** Appends what the source says to the topic `statuses`, until the source ends. */
export async function appendStatuses(
  source: Source,
  log: EventLog,
  registry: SchemaRegistry,
): Promise<void> {
  const serde = topicSerde(topics.statuses, registry);
  await serde.open();
  for await (const statuses of source) {
    const records = statuses.map((status): NewRecord => {
      const key = keyOf(status);
      return {
        topic,
        key: key === null ? null : utf8.serialize(key),
        value: serde.serialize(status),
      };
    });
    await log.append(records);
  }
}

function keyOf({ tweetId, userId }: Status): string | null {
  return tweetId ?? userId;
}
