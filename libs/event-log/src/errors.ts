/** Why a call to an event log failed. Stable: other programs may rely on them. */
export type EventLogErrorCode =
  | 'UNKNOWN_TOPIC'
  | 'INVALID_TOPIC'
  | 'TOPIC_CONFLICT'
  | 'INVALID_RECORD'
  | 'RECORD_TOO_LARGE'
  | 'OFFSET_OUT_OF_RANGE'
  | 'GROUP_MEMBER_EXISTS'
  | 'FENCED'
  | 'STORAGE'
  | 'CLOSED';

/** The message says what was wrong, with what value, and what to do about it. */
export class EventLogError extends Error {
  readonly code: EventLogErrorCode;

  constructor(code: EventLogErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

export class UnknownTopicError extends EventLogError {
  constructor(topic: string) {
    super('UNKNOWN_TOPIC', `Topic "${topic}" does not exist; create it with createTopics first.`);
  }
}

export class TopicConflictError extends EventLogError {
  constructor(topic: string, difference: string) {
    super(
      'TOPIC_CONFLICT',
      `Topic "${topic}" exists but differs: ${difference}. Use the settings it was created with, or delete it.`,
    );
  }
}

export class OffsetOutOfRangeError extends EventLogError {
  constructor(topic: string, partition: number, offset: number, endOffset: number) {
    super(
      'OFFSET_OUT_OF_RANGE',
      `Offset ${offset} of "${topic}" partition ${partition} is beyond its end (${endOffset}): ` +
        'the log was replaced since that offset was taken. Delete the local state that remembers it.',
    );
  }
}

export class GroupMemberExistsError extends EventLogError {
  constructor(group: string, holder: string) {
    super(
      'GROUP_MEMBER_EXISTS',
      `Group "${group}" has a member already (${holder}). This log takes one member a group: ` +
        'stop the other, or use Apache Kafka to run several.',
    );
  }
}

export class FencedError extends EventLogError {
  constructor(transactionalId: string) {
    super(
      'FENCED',
      `Transactional id "${transactionalId}" has a newer owner; this one must stop.`,
    );
  }
}
