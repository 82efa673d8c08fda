/**
 * What a topic is for, which decides what may be deleted from it:
 * - `changelog`: the newest record of each key stays (compaction); tombstones go after a while.
 * - `record-stream`: records go once they are older than `retentionMs`.
 * - `repartition`: records go once their reader has passed them, see `EventLog.truncate`.
 */
export type TopicKind = 'changelog' | 'record-stream' | 'repartition';

/** A topic as `EventLog.createTopics` makes it and `EventLog.describeTopic` tells it. */
export interface TopicSpec {
  /** 1 to 249 of the characters `a-z A-Z 0-9 . _ -`, as in Kafka. */
  readonly name: string;
  readonly kind: TopicKind;
  /** How many partitions, 1 or more. It cannot change later. */
  readonly partitions: number;
  /** Age limit of a record stream, in milliseconds; left out for the other kinds. */
  readonly retentionMs?: number;
}
