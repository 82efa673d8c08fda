import type { LogRecord, NewRecord } from './log-record.ts';
import type { TopicSpec } from './topic-spec.ts';

/** How long dead letters are kept for someone to look at them: 30 days. */
const retentionMs = 30 * 24 * 3_600_000;
/**
 * Larger records are not copied, so that a dead letter, headers included, fits wherever its record
 * did; the headers tell where it lies. Half of what Kafka takes by default.
 */
const maxCopiedBytes = 512 * 1024;
const maxErrorChars = 1_000;

/** Where an application puts the records that it can't process. */
export function deadLetterTopic(applicationId: string): TopicSpec {
  return {
    name: `${applicationId}-dead-letter`,
    kind: 'record-stream',
    partitions: 1,
    retentionMs,
  };
}

/**
 * The record as it came, with what went wrong and where it came from in its headers, so that it can
 * be read, mended and sent again.
 */
export function deadLetter(applicationId: string, record: LogRecord, error: unknown): NewRecord {
  const bytes = bytesOf(record);
  const isCopied = bytes <= maxCopiedBytes;
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'UNEXPECTED';
  const message = error instanceof Error ? error.message : String(error);
  return {
    topic: deadLetterTopic(applicationId).name,
    key: isCopied ? record.key : null,
    value: isCopied ? record.value : null,
    headers: {
      ...(isCopied ? record.headers : { 'dead-letter-left-out-bytes': String(bytes) }),
      'dead-letter-error-code': code,
      'dead-letter-error': message.slice(0, maxErrorChars).toWellFormed(),
      'dead-letter-topic': record.topic,
      'dead-letter-partition': String(record.partition),
      'dead-letter-offset': String(record.offset),
      'dead-letter-timestamp-ms': String(record.timestampMs),
    },
  };
}

function bytesOf({ key, value, headers }: LogRecord): number {
  return (key?.length ?? 0) + (value?.length ?? 0) + Buffer.byteLength(JSON.stringify(headers));
}
