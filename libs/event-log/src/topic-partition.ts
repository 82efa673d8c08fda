/** One partition of a topic; partitions count from 0. */
export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

/**
 * A place in a partition: the offset of the **next** record to read, as Kafka's committed offsets
 * are. Offsets are integers below 2^53; an adapter refuses larger ones.
 */
export interface PartitionOffset extends TopicPartition {
  readonly offset: number;
}
