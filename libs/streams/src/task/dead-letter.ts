import type { NewRecord } from '@user-information/event-log';
import { deadLetterTopic } from '../topology/internal-topics.ts';
import type { Failure } from './processor.ts';

/**
 * The record as it came, with what went wrong and where it came from in its headers, so that it can
 * be read, mended and sent again.
 */
export function deadLetter(applicationId: string, { record, error }: Failure): NewRecord {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'UNEXPECTED';
  return {
    topic: deadLetterTopic(applicationId),
    key: record.key,
    value: record.value,
    headers: {
      ...record.headers,
      'dead-letter-error-code': code,
      'dead-letter-error': error instanceof Error ? error.message : String(error),
      'dead-letter-topic': record.topic,
      'dead-letter-partition': String(record.partition),
      'dead-letter-offset': String(record.offset),
      'dead-letter-timestamp-ms': String(record.timestampMs),
    },
  };
}
