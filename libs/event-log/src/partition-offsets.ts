import type { EventLog } from './event-log.ts';
import type { PartitionOffset, TopicPartition } from './topic-partition.ts';

/** All partitions of a topic, in order. */
export function topicPartitions(topic: string, partitions: number): readonly TopicPartition[] {
  return Array.from({ length: partitions }, (_, partition) => ({ topic, partition }));
}

/** `topic-partition`, as Kafka prints it: a key for maps. */
export function partitionName({ topic, partition }: TopicPartition): string {
  return `${topic}-${partition}`;
}

/** Where the first records of these topics are, to read them all from the start. */
export async function fromEarliest(
  log: Pick<EventLog, 'earliestOffsets'>,
  topics: readonly string[],
): Promise<readonly PartitionOffset[]> {
  return (await Promise.all(topics.map((topic) => log.earliestOffsets(topic)))).flat();
}
