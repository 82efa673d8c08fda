import type { LogRecord } from '@user-information/event-log';
import { utf8 } from '@user-information/serde';
import type { Deserializer } from '@user-information/serde';
import { UnusableRecordError } from './errors.ts';

/** A record of a topic with its key and value decoded; a null value is a tombstone. */
export interface DecodedRecord<V> extends Omit<LogRecord, 'key' | 'value'> {
  readonly key: string;
  readonly value: V | null;
}

/** What a record says, or why that cannot be told. */
export type Decoded<V> =
  | { readonly record: LogRecord; readonly decoded: DecodedRecord<V>; readonly error?: undefined }
  | { readonly record: LogRecord; readonly decoded?: undefined; readonly error: unknown };

/**
 * Decodes records in their order. A record that cannot be decoded comes with its error; a registry
 * that could not be asked is no fault of the record, and rejects.
 */
export async function decodeRecords<V>(
  records: readonly LogRecord[],
  serde: Deserializer<V>,
): Promise<readonly Decoded<V>[]> {
  const all: Decoded<V>[] = [];
  for (const record of records) {
    try {
      const key = keyOf(record);
      const found = record.value === null ? null : serde.deserialize(record.value);
      const value = found instanceof Promise ? await found : found;
      all.push({ record, decoded: { ...record, key, value } });
    } catch (error) {
      if (isOfRegistry(error)) throw error;
      all.push({ record, error });
    }
  }
  return all;
}

function keyOf({ key }: LogRecord): string {
  if (key === null) {
    throw new UnusableRecordError('The record has no key; its writer must give it one.');
  }
  return utf8.deserialize(key) as string;
}

function isOfRegistry(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'REGISTRY';
}
