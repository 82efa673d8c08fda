import type { RecordHeaders } from '@user-information/event-log';

/** A record of an owned changelog, as a decision wants it published. */
export interface Change<V> {
  readonly key: string;
  /** Null is a tombstone. */
  readonly value: V | null;
  /** When it happened, in milliseconds since 1970 UTC; left out: now. */
  readonly timestampMs?: number;
  readonly headers?: RecordHeaders;
}

/**
 * What memory keeps of a changelog's record; undefined forgets its key. Called for what is published
 * and for what is read back at start, so that memory is the same after a restart as before it.
 */
export type Remember<V, M> = (change: Change<V>) => M | undefined;

/** Keeps nothing but the keys that have a value. */
export function keysOnly({ value }: Change<unknown>): true | undefined {
  return value === null ? undefined : true;
}
