/** Why a topology could not be built or run. Stable: other programs may rely on them. */
export type StreamsErrorCode =
  | 'INVALID_TOPOLOGY'
  | 'NOT_COPARTITIONED'
  | 'NULL_KEY'
  | 'UNKNOWN_INPUT'
  | 'CORRUPT_STATE'
  | 'STATE_BEYOND_LOG'
  | 'CLOSED';

/** The message says what was wrong, with what value, and what to do about it. */
export class StreamsError extends Error {
  readonly code: StreamsErrorCode;

  constructor(code: StreamsErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}
