import type { RecordHeaders } from '@user-information/event-log';

/** A record of a changelog: one that a decision wants published, or one that was. */
export interface Change<V> {
  readonly key: string;
  /** Null is a tombstone. */
  readonly value: V | null;
  /** When it happened, in milliseconds since 1970 UTC; left out: now. */
  readonly timestampMs?: number;
  readonly headers?: RecordHeaders;
}
