/** What streams of events may take. */
export interface EventLimits {
  /** Open at a time; one more is a 503. */
  readonly maxStreams: number;
  /** How often a stream says that it lives. */
  readonly heartbeatMs: number;
  /** How long a client may leave what was sent unread before it is cut off. */
  readonly slowClientMs: number;
  /** What a client is asked to wait before it connects again. */
  readonly retryMs: number;
  /** How long a stream that is resumed waits for the view to be as far as it was. */
  readonly resumeMs: number;
}

export const defaultEventLimits: EventLimits = {
  maxStreams: 1_000,
  heartbeatMs: 15_000,
  slowClientMs: 10_000,
  retryMs: 1_000,
  resumeMs: 10_000,
};
