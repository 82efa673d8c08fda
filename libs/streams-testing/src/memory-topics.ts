import type {
  AppendedRecord,
  Batch,
  LogRecord,
  NewRecord,
  PartitionOffset,
} from '@user-information/event-log';
import { partitionFor } from '@user-information/event-log';

/** The topics of a test: records in arrays, every topic with the same number of partitions. */
export class MemoryTopics {
  readonly partitions: number;
  readonly #topics = new Map<string, LogRecord[][]>();

  constructor(partitions: number) {
    this.partitions = partitions;
  }

  /** Appends all; timestamps count up from 0 where none are given, so that tests repeat exactly. */
  append(records: readonly NewRecord[]): AppendedRecord[] {
    return records.map(({ topic, key, value, headers = {}, ...record }) => {
      const partition = record.partition ?? (key === null ? 0 : partitionFor(key, this.partitions));
      const to = this.records(topic, partition);
      const offset = to.length;
      const timestampMs = record.timestampMs ?? offset;
      to.push({ topic, partition, offset, key, value, timestampMs, headers });
      return { topic, partition, offset };
    });
  }

  /** The records of one partition, in offset order. */
  records(topic: string, partition: number): LogRecord[] {
    let partitions = this.#topics.get(topic);
    if (partitions === undefined) {
      partitions = Array.from({ length: this.partitions }, () => []);
      this.#topics.set(topic, partitions);
    }
    return partitions[partition] as LogRecord[];
  }

  /** The records of all partitions, partition by partition. */
  all(topic: string): LogRecord[] {
    return Array.from({ length: this.partitions }, (_, p) => this.records(topic, p)).flat();
  }

  endOffsets(topic: string): Promise<PartitionOffset[]> {
    const ends = Array.from({ length: this.partitions }, (_, partition) => ({
      topic,
      partition,
      offset: this.records(topic, partition).length,
    }));
    return Promise.resolve(ends);
  }

  /** What is there from these offsets on, in batches of at most ten; then it ends. */
  async *read(from: readonly PartitionOffset[]): AsyncGenerator<Batch> {
    for (const { topic, partition, offset } of from) {
      const records = this.records(topic, partition);
      for (let at = offset; at < records.length; at += 10) {
        const part = records.slice(at, at + 10);
        yield await Promise.resolve({
          records: part,
          positions: [{ topic, partition, offset: at + part.length }],
        });
      }
    }
  }
}
