export { assignPartitions } from './assignment/assign-partitions.ts';
export type { AssignOptions } from './assignment/assign-partitions.ts';
export type { MemberAssignment, MemberState } from './assignment/member-state.ts';
export type { Batch, ReadOptions } from './batch.ts';
export { checkName, checkOffset } from './check-argument.ts';
export { checkRecord } from './check-record.ts';
export { checkTopicSpec } from './check-topic-spec.ts';
export { deadLetter, deadLetterTopic } from './dead-letter.ts';
export {
  EventLogError,
  FencedError,
  GroupMemberExistsError,
  InvalidRecordError,
  InvalidTopicError,
  LogClosedError,
  OffsetOutOfRangeError,
  RecordTooLargeError,
  TopicConflictError,
  UnauthorizedError,
  UnavailableError,
  UnknownPartitionError,
  UnknownTopicError,
} from './errors.ts';
export type { EventLogErrorCode } from './errors.ts';
export type { EventLog } from './event-log.ts';
export type {
  Assignment,
  CopyLag,
  GroupMember,
  GroupOptions,
  MemberDescription,
} from './group-member.ts';
export { GroupWatch } from './group-watch.ts';
export type { GroupWatchOptions } from './group-watch.ts';
export {
  appliedText,
  inputText,
  joinLastEvents,
  lastEventsHeader,
  lastEventsOf,
  lastEventText,
  splitLastEvents,
} from './last-events.ts';
export type { LastEvent, LastEventTexts } from './last-events.ts';
export type { AppendedRecord, LogRecord, NewRecord, RecordHeaders } from './log-record.ts';
export { partitionFor } from './partition-for.ts';
export { fromEarliest, partitionName, topicPartitions } from './partition-offsets.ts';
export { readAll } from './read-all.ts';
export { readUntil } from './read-until.ts';
export { parsePosition, positionText } from './record-position.ts';
export { checkTopicName } from './topic-name.ts';
export type { PartitionOffset, TopicPartition } from './topic-partition.ts';
export type { TopicKind, TopicSpec } from './topic-spec.ts';
export type { Transaction, Transactor } from './transactor.ts';
