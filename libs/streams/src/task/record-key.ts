import type { LogRecord } from '@user-information/event-log';
import { StreamsError } from '../errors.ts';

/** The key of a record that must have one. */
export function recordKey(record: LogRecord): Buffer {
  if (record.key !== null) return record.key;
  throw new StreamsError(
    'NULL_KEY',
    `The record at offset ${record.offset} of "${record.topic}" partition ${record.partition} has no key: ` +
      'a table or a stream to join needs one on every record.',
  );
}
