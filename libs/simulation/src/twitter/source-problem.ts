/**
 * What went wrong with the stream, though it goes on: a message was skipped (`malformed`,
 * `error-message`, `unknown-message`), or there is no connection until a later try.
 */
export type ProblemKind = 'malformed' | 'error-message' | 'unknown-message' | FailureKind;

/** Why there is no connection. */
export type FailureKind =
  /** X, or the network, ended a stream. */
  | 'disconnected'
  /** Not even a keep-alive came for too long. */
  | 'stalled'
  /** No answer: no network, no such host, no listener. */
  | 'unreachable'
  /** X answered with an error that may pass, mostly 5xx. */
  | 'http-error'
  /** X answered 429 to too many requests. */
  | 'rate-limited'
  /** X answered 429 since the token's one stream is in use, here or elsewhere. */
  | 'too-many-connections';

export interface SourceProblem {
  readonly kind: ProblemKind;
  /** What X said or what was wrong; never has the token in it. */
  readonly message: string;
  /** When the next connection is tried, in milliseconds; null while the stream is connected. */
  readonly retryInMs: number | null;
}

/** There is no connection, but there may be one later. */
export class ConnectionFailure extends Error {
  readonly kind: FailureKind;
  /** When X will take requests again, in milliseconds since 1970, if it said so. */
  readonly retryAtMs: number | null;

  constructor(kind: FailureKind, message: string, retryAtMs: number | null = null) {
    super(message);
    this.name = new.target.name;
    this.kind = kind;
    this.retryAtMs = retryAtMs;
  }
}
