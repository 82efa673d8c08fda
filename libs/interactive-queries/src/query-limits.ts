/** What a client may ask for, and how long it and other instances may take. */
export interface QueryLimits {
  /** A longer key is a 400. */
  readonly keyBytes: number;
  /** Entries of one page at most. */
  readonly pageEntries: number;
  /** Pages under way at a time; more of them are a 503. */
  readonly pages: number;
  /** How long a page may take, its reader's pace included, before it is cut off. */
  readonly pageTimeoutMs: number;
  /** How long another instance, or the group, is waited for. */
  readonly peerTimeoutMs: number;
}

export const defaultQueryLimits: QueryLimits = {
  keyBytes: 512,
  pageEntries: 10_000,
  pages: 32,
  pageTimeoutMs: 60_000,
  peerTimeoutMs: 3_000,
};
