import type { NewRecord } from '@user-information/event-log';
import { InvalidRecordError, partitionFor, RecordTooLargeError } from '@user-information/event-log';
import type { TopicCatalog } from '../topics/topic-catalog.ts';
import type { Partition, Topic } from '../topics/topic.ts';
import { partitionOf } from '../topics/topic.ts';

/** A record that was found good and has its partition: all it lacks is an offset. */
export interface PreparedRecord {
  readonly partition: Partition;
  readonly timestampMs: number;
  readonly key: Buffer | null;
  readonly headers: string | null;
  readonly value: Buffer | null;
}

/** As Kafka's `message.timestamp.after.max.ms`: a wrong clock or unit would stop age limits. */
const MAX_AHEAD_MS = 3_600_000;

/** Checks records and places them. Keeps the turn for records without a key. */
export class RecordPreparer {
  readonly #catalog: TopicCatalog;
  readonly #maxRecordBytes: number;
  #turn = Math.floor(Math.random() * 1_000);

  constructor(catalog: TopicCatalog, maxRecordBytes: number) {
    this.#catalog = catalog;
    this.#maxRecordBytes = maxRecordBytes;
  }

  prepare(records: readonly NewRecord[]): readonly PreparedRecord[] {
    const nowMs = Date.now();
    this.#turn += 1;
    return records.map((record) => {
      const topic = this.#catalog.get(record.topic);
      const headers = headersJson(record);
      const timestampMs = record.timestampMs ?? nowMs;
      this.#check(record, topic, timestampMs, nowMs);
      this.#checkSize(record, headers);
      const { key, value } = record;
      return { partition: this.#place(record, topic), timestampMs, key, headers, value };
    });
  }

  #place(record: NewRecord, topic: Topic): Partition {
    const { partitions } = topic.spec;
    const partition =
      record.partition ??
      (record.key === null ? this.#turn % partitions : partitionFor(record.key, partitions));
    return partitionOf(topic, partition);
  }

  #check(record: NewRecord, topic: Topic, timestampMs: number, nowMs: number): void {
    if (record.key === null && topic.spec.kind === 'changelog') {
      throw new InvalidRecordError(
        record.topic,
        'a changelog is compacted by key, so it needs one',
      );
    }
    if (!Number.isSafeInteger(timestampMs) || timestampMs < 0) {
      throw new InvalidRecordError(
        record.topic,
        `timestampMs must be whole milliseconds since 1970, not ${timestampMs}`,
      );
    }
    if (timestampMs > nowMs + MAX_AHEAD_MS) {
      throw new InvalidRecordError(
        record.topic,
        `timestampMs ${timestampMs} is more than an hour ahead of the clock (${nowMs})`,
      );
    }
  }

  #checkSize({ topic, key, value }: NewRecord, headers: string | null): void {
    const bytes = (key?.length ?? 0) + (value?.length ?? 0) + Buffer.byteLength(headers ?? '');
    if (bytes > this.#maxRecordBytes) {
      throw new RecordTooLargeError(topic, bytes, this.#maxRecordBytes);
    }
  }
}

function headersJson({ headers }: NewRecord): string | null {
  if (headers === undefined) {
    return null;
  }
  const json = JSON.stringify(headers);
  return json === '{}' ? null : json;
}
