/** Why a view cannot be kept or served. Stable: other programs may rely on them. */
export type ViewErrorCode =
  'STATE_MISMATCH' | 'READ_ENDED' | 'UNDECODABLE_VALUE' | 'INVALID_PATH' | 'INVALID_DERIVATION';

/** The message says what was wrong, with what value, and what to do about it. */
export class ViewError extends Error {
  readonly code: ViewErrorCode;

  constructor(code: ViewErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** What the store holds is not of the topic as it is now; it can be made again from the topic. */
export class StateMismatchError extends ViewError {
  constructor(storePath: string, reason: string, options?: ErrorOptions) {
    super(
      'STATE_MISMATCH',
      `The state in ${storePath} ${reason}. Delete ${storePath} and start again.`,
      options,
    );
  }
}

/** The view would grow old without anybody knowing. */
export class ReadEndedError extends ViewError {
  constructor(topic: string) {
    super(
      'READ_ENDED',
      `Reading of topic "${topic}" ended while its replica was open. Close the replica before the log.`,
    );
  }
}

/** A value that is in the store as it was in the topic, and that nobody can read. */
export class UndecodableValueError extends ViewError {
  readonly topic: string;
  readonly key: string;

  constructor(topic: string, key: string, cause: Error) {
    super(
      'UNDECODABLE_VALUE',
      `The value of key "${key}" in topic "${topic}" cannot be decoded: ${cause.message}`,
      { cause },
    );
    this.topic = topic;
    this.key = key;
  }
}
