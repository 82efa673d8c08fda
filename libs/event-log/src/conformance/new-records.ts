import type { NewRecord } from '../log-record.ts';

/** A record of text; a null value is a tombstone. */
export function record(topic: string, key: string | null, value: string | null): NewRecord {
  return {
    topic,
    key: key === null ? null : Buffer.from(key),
    value: value === null ? null : Buffer.from(value),
  };
}

/** Records `<prefix>0`, `<prefix>1`, … as key and value, all in partition 0. */
export function numbered(topic: string, prefix: string, count: number): NewRecord[] {
  return Array.from({ length: count }, (_, index) => ({
    ...record(topic, `${prefix}${index}`, `${prefix}${index}`),
    partition: 0,
  }));
}
