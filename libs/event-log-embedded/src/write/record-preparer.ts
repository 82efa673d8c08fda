import type { NewRecord } from '@user-information/event-log';
import { checkRecord, partitionFor, RecordTooLargeError } from '@user-information/event-log';
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
      checkRecord(record, topic.spec, nowMs);
      const headers = headersJson(record);
      this.#checkSize(record, headers);
      const { key, timestampMs = nowMs, value } = record;
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

  #checkSize({ topic, key, value }: NewRecord, headers: string | null): void {
    const bytes = (key?.length ?? 0) + (value?.length ?? 0) + Buffer.byteLength(headers ?? '');
    if (bytes > this.#maxRecordBytes) {
      throw new RecordTooLargeError(topic, bytes, this.#maxRecordBytes);
    }
  }
}

function headersJson({ headers = {} }: NewRecord): string | null {
  return Object.keys(headers).length === 0 ? null : JSON.stringify(headers);
}
