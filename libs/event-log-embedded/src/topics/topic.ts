import type { TopicSpec } from '@user-information/event-log';
import { UnknownPartitionError } from '@user-information/event-log';
import type { PartitionTable } from '../storage/partition-table.ts';

/** A topic as this process knows it. Topics never change, so it can be kept. */
export interface Topic {
  readonly id: number;
  readonly spec: TopicSpec;
  readonly partitions: readonly Partition[];
}

export interface Partition {
  readonly id: number;
  readonly topic: string;
  readonly topicId: number;
  readonly partition: number;
  readonly table: PartitionTable;
}

export function partitionOf(topic: Topic, partition: number): Partition {
  const found = topic.partitions[partition];
  if (found === undefined) {
    throw new UnknownPartitionError(topic.spec.name, partition, topic.partitions.length);
  }
  return found;
}
