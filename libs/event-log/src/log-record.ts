import type { TopicPartition } from './topic-partition.ts';

/** Small UTF-8 facts beside a record: its trace, or for a dead letter its error and origin. */
export type RecordHeaders = Readonly<Record<string, string>>;

/** A record to append. */
export interface NewRecord {
  readonly topic: string;
  /** Left out: murmur2 of the key, as Java's producer places it; any partition for a null key. */
  readonly partition?: number;
  readonly key: Buffer | null;
  /** Null is a tombstone. */
  readonly value: Buffer | null;
  /** When it happened, in milliseconds since 1970 UTC; left out: now. */
  readonly timestampMs?: number;
  readonly headers?: RecordHeaders;
}

/** A record as it is read back. */
export interface LogRecord extends TopicPartition {
  readonly offset: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly timestampMs: number;
  readonly headers: RecordHeaders;
}

/** Where an appended record landed. */
export interface AppendedRecord extends TopicPartition {
  readonly offset: number;
}
