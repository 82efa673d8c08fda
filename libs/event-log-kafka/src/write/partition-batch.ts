import type { AppendedRecord, TopicPartition } from '@user-information/event-log';
import { BATCH_OVERHEAD_BYTES } from '../records/encode-batch.ts';
import type { PreparedRecord } from './prepared-record.ts';

/** Records that go to one partition in one batch. */
export interface BatchOfRecords extends TopicPartition {
  readonly records: readonly PreparedRecord[];
}

/** Records of a list that go to one partition in one batch. */
export interface PartitionBatch extends BatchOfRecords {
  /** Where each of them is in the list that the batches were made of. */
  readonly indexes: readonly number[];
}

/** A batch whose records have their offsets. */
export interface AppendedBatch {
  readonly batch: PartitionBatch;
  readonly baseOffset: number;
}

/**
 * Divides records into batches. A broker takes one batch a partition at a time, so they come in rounds:
 * each has the next batch of every partition that has records left.
 *
 * @param maxBatchBytes the largest that is wanted; a topic may take less
 */
export function batchRounds(
  records: readonly PreparedRecord[],
  maxBatchBytes: number,
): PartitionBatch[][] {
  const rounds: PartitionBatch[][] = [];
  const open = new Map<string, (OpenBatch | undefined)[]>();
  for (let index = 0; index < records.length; index += 1) {
    const record = records[index] as PreparedRecord;
    const ofTopic = open.get(record.topic) ?? [];
    open.set(record.topic, ofTopic);
    let batch = ofTopic[record.partition];
    const limit = Math.min(record.maxBatchBytes, maxBatchBytes);
    if (batch === undefined || batch.bytes + record.bytes > limit) {
      batch = openBatch(record, (batch?.round ?? -1) + 1);
      ofTopic[record.partition] = batch;
      (rounds[batch.round] ??= []).push(batch);
    }
    batch.records.push(record);
    batch.indexes.push(index);
    batch.bytes += record.bytes;
  }
  return rounds;
}

interface OpenBatch extends PartitionBatch {
  readonly records: PreparedRecord[];
  readonly indexes: number[];
  readonly round: number;
  bytes: number;
}

function openBatch({ topic, partition }: TopicPartition, round: number): OpenBatch {
  return { topic, partition, records: [], indexes: [], round, bytes: BATCH_OVERHEAD_BYTES };
}

/** Where each record landed, in the order of the list that the batches were made of. */
export function appendedRecords(
  batches: readonly AppendedBatch[],
  count: number,
): readonly AppendedRecord[] {
  const appended = new Array<AppendedRecord>(count);
  for (const { batch, baseOffset } of batches) {
    const { topic, partition, indexes } = batch;
    for (let at = 0; at < indexes.length; at += 1) {
      appended[indexes[at] as number] = { topic, partition, offset: baseOffset + at };
    }
  }
  return appended;
}
