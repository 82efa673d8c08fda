import type { TopicSpec } from '@user-information/event-log';
import { UnknownPartitionError } from '@user-information/event-log';

/** A topic as this client knows it. What is told here never changes, so it can be kept. */
export interface Topic {
  readonly spec: TopicSpec;
  /** The largest batch that the broker takes: Kafka's `max.message.bytes`. */
  readonly maxBatchBytes: number;
}

/** Refuses a partition that the topic does not have. */
export function checkPartition({ spec }: Topic, partition: number): void {
  if (!Number.isInteger(partition) || partition < 0 || partition >= spec.partitions) {
    throw new UnknownPartitionError(spec.name, partition, spec.partitions);
  }
}
