export type { Batch, ReadOptions } from './batch.ts';
export {
  EventLogError,
  FencedError,
  GroupMemberExistsError,
  OffsetOutOfRangeError,
  TopicConflictError,
  UnknownTopicError,
} from './errors.ts';
export type { EventLogErrorCode } from './errors.ts';
export type { EventLog } from './event-log.ts';
export type { GroupMember, GroupOptions, MemberDescription } from './group-member.ts';
export type { AppendedRecord, LogRecord, NewRecord, RecordHeaders } from './log-record.ts';
export type { PartitionOffset, TopicPartition } from './topic-partition.ts';
export type { TopicKind, TopicSpec } from './topic-spec.ts';
export type { Transaction, Transactor } from './transactor.ts';
