import { partitionFor } from '@user-information/event-log';
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

/**
 * Appends what the source says to the topic `statuses`, until the source ends.
 *
 * All statuses of a user go to one partition, the one of the user's id, so that they are read in the
 * order in which they were said: else a tweet with an old profile could be read after one with the
 * new profile, or after the user left.
 */
export async function appendStatuses(
  source: Source,
  log: EventLog,
  registry: SchemaRegistry,
): Promise<void> {
  const serde = topicSerde(topics.statuses, registry);
  await serde.open();
  const { partitions } = await log.describeTopic(topic);
  const recordOf = (status: Status): NewRecord => ({
    topic,
    key: bytesOf(status.tweetId ?? status.userId),
    value: serde.serialize(status),
    ...placeOf(status, partitions),
  });
  for await (const statuses of source) await log.append(statuses.map(recordOf));
}

function placeOf({ userId }: Status, partitions: number): { readonly partition?: number } {
  const bytes = bytesOf(userId);
  return bytes === null ? {} : { partition: partitionFor(bytes, partitions) };
}

function bytesOf(id: string | null): Buffer | null {
  return id === null ? null : utf8.serialize(id);
}
