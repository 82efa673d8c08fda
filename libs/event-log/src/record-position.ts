import type { AppendedRecord } from './log-record.ts';

/**
 * `follows-1@123`, as Kafka's producer prints where a record landed: the record with offset 123 of
 * partition 1 of `follows`. Of a view it says that this record, and all before it, are included.
 */
export function positionText({ topic, partition, offset }: AppendedRecord): string {
  return `${topic}-${partition}@${offset}`;
}

const pattern = /^([A-Za-z0-9._-]{1,249})-(\d{1,10})@(\d{1,16})$/;

/** Undefined for what is no position. */
export function parsePosition(text: string): AppendedRecord | undefined {
  const [, topic, partition, offset] = pattern.exec(text) ?? [];
  if (topic === undefined || !Number.isSafeInteger(Number(offset))) return undefined;
  return { topic, partition: Number(partition), offset: Number(offset) };
}
