import type { NewRecord } from '@user-information/event-log';
import {
  checkRecord,
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
    checkRecord(record, topic.spec, nowMs);
    const { key, value, timestampMs = nowMs } = record;
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

function encodeHeaders({ headers }: NewRecord): readonly EncodedHeader[] {
  if (headers === undefined) {
    return NO_HEADERS;
  }
  return Object.entries(headers).map(([name, text]) => ({
    name: Buffer.from(name),
    value: Buffer.from(text),
  }));
}
