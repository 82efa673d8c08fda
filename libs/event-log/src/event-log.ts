import type { Batch, ReadOptions } from './batch.ts';
import type { GroupMember, GroupOptions, MemberDescription } from './group-member.ts';
import type { AppendedRecord, NewRecord } from './log-record.ts';
import type { PartitionOffset, TopicPartition } from './topic-partition.ts';
import type { TopicSpec } from './topic-spec.ts';
import type { Transactor } from './transactor.ts';

/**
 * A partitioned log, as Kafka is one. Readers see committed records only, in offset order within a
 * partition. Every method fails with an `EventLogError` whose `code` tells what went wrong.
 */
export interface EventLog {
  /** Creates what is missing. A topic that exists and differs is a `TopicConflictError`. */
  createTopics(specs: readonly TopicSpec[]): Promise<void>;
  /** Fails with `UnknownTopicError` for a topic that nobody created. */
  describeTopic(topic: string): Promise<TopicSpec>;

  /**
   * Appends, in order within each partition; resolves once the records are durable, with where each
   * landed. All records of one call are appended, or none.
   */
  append(records: readonly NewRecord[]): Promise<readonly AppendedRecord[]>;
  /**
   * Reads on for ever, until `signal` aborts. The log is asked for the next batch when the loop asks
   * for it, so a slow reader holds the log back. An offset before the earliest record starts there;
   * one beyond the end is an `OffsetOutOfRangeError`: the log is not the one that gave that offset.
   */
  read(from: readonly PartitionOffset[], options?: ReadOptions): AsyncIterable<Batch>;
  /** The offset of the first record still there, for each partition of the topic. */
  earliestOffsets(topic: string): Promise<readonly PartitionOffset[]>;
  /** The offset that the next committed record will have, for each partition of the topic. */
  endOffsets(topic: string): Promise<readonly PartitionOffset[]>;
  /** Of a `repartition` topic: the records before these offsets were read and may be deleted. */
  truncate(before: readonly PartitionOffset[]): Promise<void>;

  /** Takes a seat; `GroupMemberExistsError` where a log allows one member a group. */
  joinGroup(options: GroupOptions): Promise<GroupMember>;
  groupMembers(group: string): Promise<readonly MemberDescription[]>;
  /** Partitions without a committed offset are left out. */
  committedOffsets(
    group: string,
    partitions: readonly TopicPartition[],
  ): Promise<readonly PartitionOffset[]>;
  commitOffsets(group: string, offsets: readonly PartitionOffset[]): Promise<void>;

  /** Becomes the owner of a transactional id and fences the one before. */
  transactor(transactionalId: string): Promise<Transactor>;
  /** Ends reads, leaves groups, and waits for appends under way. */
  close(): Promise<void>;
}
