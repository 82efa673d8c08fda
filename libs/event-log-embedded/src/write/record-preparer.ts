import { isUint8Array } from 'node:util/types';
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
      this.#checkBytes(record);
      this.#checkKey(record, topic);
      this.#checkTimestamp(record, timestampMs, nowMs);
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

  #checkKey({ key }: NewRecord, { spec }: Topic): void {
    if (key === null && spec.kind === 'changelog') {
      throw new InvalidRecordError(spec.name, 'a changelog is compacted by key, so it needs one');
    }
  }

  #checkTimestamp({ topic }: NewRecord, timestampMs: number, nowMs: number): void {
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

  #checkBytes({ topic, key, value }: NewRecord): void {
    if ((key !== null && !isUint8Array(key)) || (value !== null && !isUint8Array(value))) {
      throw new InvalidRecordError(topic, 'key and value are each a Buffer or null');
    }
  }

  #checkSize({ topic, key, value }: NewRecord, headers: string | null): void {
    const bytes = (key?.length ?? 0) + (value?.length ?? 0) + Buffer.byteLength(headers ?? '');
    if (bytes > this.#maxRecordBytes) {
      throw new RecordTooLargeError(topic, bytes, this.#maxRecordBytes);
    }
  }
}

function headersJson({ topic, headers }: NewRecord): string | null {
  const entries = Object.entries(headers ?? {});
  if (entries.length === 0) {
    return null;
  }
  if (entries.some(([, text]) => typeof text !== 'string')) {
    throw new InvalidRecordError(topic, 'the value of a header is a string');
  }
  return JSON.stringify(headers);
}
