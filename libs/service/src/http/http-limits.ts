/** What a client may send, and how long it may take. */
export interface HttpLimits {
  /** A larger body is a 413. */
  readonly bodyBytes: number;
  /** Request line and headers together; more is a 431. */
  readonly headersBytes: number;
  /** A longer parameter in a path is a 414. */
  readonly pathParameterChars: number;
  /** How long a request may take to arrive; a slower one is a 408. */
  readonly requestTimeoutMs: number;
  /** How long answers under way may take once the server closes, before they are cut off. */
  readonly closeGraceMs: number;
}

export const defaultHttpLimits: HttpLimits = {
  bodyBytes: 64 * 1024,
  headersBytes: 16 * 1024,
  pathParameterChars: 4096,
  requestTimeoutMs: 10_000,
  closeGraceMs: 3_000,
};
