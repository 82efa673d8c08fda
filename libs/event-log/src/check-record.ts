import { isUint8Array } from 'node:util/types';
import { InvalidRecordError } from './errors.ts';
import type { NewRecord } from './log-record.ts';
import type { TopicSpec } from './topic-spec.ts';

/** As Kafka's `message.timestamp.after.max.ms`: a wrong clock or unit would stop age limits. */
const MAX_AHEAD_MS = 3_600_000;

/**
 * Refuses with an `InvalidRecordError` what no log takes into a topic of this kind. For adapters; how large
 * a record may be is for them to say.
 */
export function checkRecord(
  { headers = {}, key, timestampMs, topic, value }: NewRecord,
  { kind }: Pick<TopicSpec, 'kind'>,
  nowMs: number,
): void {
  if ((key !== null && !isUint8Array(key)) || (value !== null && !isUint8Array(value))) {
    throw new InvalidRecordError(topic, 'key and value are each a Buffer or null');
  }
  if (key === null && kind === 'changelog') {
    throw new InvalidRecordError(topic, 'a changelog is compacted by key, so it needs one');
  }
  if (timestampMs !== undefined) checkTimestamp(topic, timestampMs, nowMs);
  for (const name in headers) {
    if (typeof headers[name] === 'string') continue;
    throw new InvalidRecordError(topic, `the value of header "${name}" must be a string`);
  }
}

function checkTimestamp(topic: string, timestampMs: number, nowMs: number): void {
  if (!Number.isSafeInteger(timestampMs) || timestampMs < 0) {
    throw new InvalidRecordError(
      topic,
      `timestampMs must be whole milliseconds since 1970, not ${timestampMs}`,
    );
  }
  if (timestampMs > nowMs + MAX_AHEAD_MS) {
    throw new InvalidRecordError(
      topic,
      `timestampMs ${timestampMs} is more than an hour ahead of the clock (${nowMs})`,
    );
  }
}
