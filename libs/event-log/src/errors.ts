/** Why a call to an event log failed. Stable: other programs may rely on them. */
export type EventLogErrorCode =
  | 'UNKNOWN_TOPIC'
  | 'UNKNOWN_PARTITION'
  | 'INVALID_TOPIC'
  | 'TOPIC_CONFLICT'
  | 'INVALID_RECORD'
  | 'RECORD_TOO_LARGE'
  | 'OFFSET_OUT_OF_RANGE'
  | 'GROUP_MEMBER_EXISTS'
  | 'FENCED'
  | 'INVALID_ARGUMENT'
  | 'STORAGE'
  | 'UNAVAILABLE'
  | 'UNAUTHORIZED'
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

export class UnknownPartitionError extends EventLogError {
  constructor(topic: string, partition: number, partitions: number) {
    super(
      'UNKNOWN_PARTITION',
      `Topic "${topic}" has no partition ${partition}; it has ${partitions}, counted from 0.`,
    );
  }
}

export class InvalidTopicError extends EventLogError {
  constructor(topic: string, reason: string) {
    super('INVALID_TOPIC', `Topic "${topic}" is refused: ${reason}.`);
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

export class InvalidRecordError extends EventLogError {
  constructor(topic: string, reason: string) {
    super('INVALID_RECORD', `A record for topic "${topic}" is refused: ${reason}.`);
  }
}

export class RecordTooLargeError extends EventLogError {
  constructor(topic: string, bytes: number, maxBytes: number) {
    super(
      'RECORD_TOO_LARGE',
      `A record for topic "${topic}" has ${bytes} bytes; this log takes ${maxBytes}. ` +
        'Keep large contents elsewhere and their address in the record, or raise the limit.',
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
      `Transactional id "${transactionalId}" has a newer owner, or its transaction took too long; this owner must stop.`,
    );
  }
}

/** The log can't be reached. Adapters try again by themselves, so callers meet it only on closing. */
export class UnavailableError extends EventLogError {
  constructor(where: string, reason: string, options?: ErrorOptions) {
    super('UNAVAILABLE', `The event log at ${where} can't be reached: ${reason}.`, options);
  }
}

/** The log refuses this client: waiting does not help, other credentials or rights do. */
export class UnauthorizedError extends EventLogError {
  constructor(what: string, cure: string, options?: ErrorOptions) {
    super('UNAUTHORIZED', `The event log refuses ${what}: ${cure}.`, options);
  }
}

export class LogClosedError extends EventLogError {
  constructor() {
    super('CLOSED', 'The event log is closed; open it again to go on.');
  }
}
