import { isUint8Array } from 'node:util/types';
import type { NewRecord } from '@user-information/event-log';
import {
  InvalidRecordError,
  partitionFor,
  RecordTooLargeError,
  UnknownTopicError,
} from '@user-information/event-log';
import { BATCH_OVERHEAD_BYTES, mostBytes } from '../records/encode-batch.ts';
import type { EncodedHeader } from '../records/encode-batch.ts';
import type { TopicCatalog } from '../topics/topic-catalog.ts';
import type { Topic } from '../topics/topic.ts';
import { checkPartition } from '../topics/topic.ts';
import type { PreparedRecord } from './prepared-record.ts';

/** As Kafka's `message.timestamp.after.max.ms`: a wrong clock or unit would stop age limits. */
const MAX_AHEAD_MS = 3_600_000;
const NO_HEADERS: readonly EncodedHeader[] = [];

/** Checks records and places them. Keeps the turn for records without a key. */
export class RecordPreparer {
  readonly #catalog: TopicCatalog;
  #turn = Math.floor(Math.random() * 1_000);

  constructor(catalog: TopicCatalog) {
    this.#catalog = catalog;
  }

  /** @param nowMs the timestamp of records that have none */
  async prepare(records: readonly NewRecord[], nowMs = Date.now()): Promise<PreparedRecord[]> {
    await this.#catalog.meet(distinctTopics(records));
    this.#turn += 1;
    return records.map((record) => this.#prepareOne(record, nowMs));
  }

  #prepareOne(record: NewRecord, nowMs: number): PreparedRecord {
    const topic = this.#catalog.known(record.topic);
    if (topic === undefined) {
      throw new UnknownTopicError(record.topic);
    }
    const { key, value, timestampMs = nowMs } = record;
    checkBytes(record);
    checkKey(record, topic);
    checkTimestamp(record, timestampMs, nowMs);
    const encodable = { key, value, timestampMs, headers: encodeHeaders(record) };
    const bytes = mostBytes(encodable);
    const { maxBatchBytes } = topic;
    if (bytes + BATCH_OVERHEAD_BYTES > maxBatchBytes) {
      throw new RecordTooLargeError(record.topic, bytes, maxBatchBytes - BATCH_OVERHEAD_BYTES);
    }
    return {
      ...encodable,
      topic: record.topic,
      partition: this.#place(record, topic),
      bytes,
      maxBatchBytes,
    };
  }

  #place({ key, partition }: NewRecord, topic: Topic): number {
    const { partitions } = topic.spec;
    if (partition !== undefined) {
      checkPartition(topic, partition);
      return partition;
    }
    return key === null ? this.#turn % partitions : partitionFor(key, partitions);
  }
}

function distinctTopics(records: readonly NewRecord[]): Set<string> {
  const topics = new Set<string>();
  let last: string | undefined;
  for (const { topic } of records) {
    if (topic !== last) topics.add(topic);
    last = topic;
  }
  return topics;
}

function checkKey({ key }: NewRecord, { spec }: Topic): void {
  if (key === null && spec.kind === 'changelog') {
    throw new InvalidRecordError(spec.name, 'a changelog is compacted by key, so it needs one');
  }
}

function checkTimestamp({ topic }: NewRecord, timestampMs: number, nowMs: number): void {
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

function checkBytes({ topic, key, value }: NewRecord): void {
  if ((key !== null && !isUint8Array(key)) || (value !== null && !isUint8Array(value))) {
    throw new InvalidRecordError(topic, 'key and value are each a Buffer or null');
  }
}

function encodeHeaders({ topic, headers }: NewRecord): readonly EncodedHeader[] {
  if (headers === undefined) {
    return NO_HEADERS;
  }
  return Object.entries(headers).map(([name, text]) => {
    if (typeof text !== 'string') {
      throw new InvalidRecordError(topic, 'the value of a header is a string');
    }
    return { name: Buffer.from(name), value: Buffer.from(text) };
  });
}
