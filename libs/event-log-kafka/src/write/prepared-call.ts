import { BATCH_OVERHEAD_BYTES } from '../records/encode-batch.ts';
import type { PreparedRecord } from './prepared-record.ts';

/** A call of `append` whose records were found good. */
export interface PreparedCall {
  readonly records: readonly PreparedRecord[];
  /** How many go to each topic. */
  readonly topics: ReadonlyMap<string, number>;
  /** At most so many bytes in batches. */
  readonly bytes: number;
  /** All records go to one partition in one batch, which a broker takes as a whole or not at all. */
  readonly isPlain: boolean;
}

export function prepareCall(
  records: readonly PreparedRecord[],
  maxBatchBytes: number,
): PreparedCall {
  const [first] = records;
  const topics = new Map<string, number>();
  let bytes = BATCH_OVERHEAD_BYTES;
  let isPlain = true;
  for (const { topic, partition, bytes: ofRecord } of records) {
    topics.set(topic, (topics.get(topic) ?? 0) + 1);
    bytes += ofRecord;
    isPlain &&= partition === first?.partition && topic === first.topic;
  }
  const limit = Math.min(first?.maxBatchBytes ?? maxBatchBytes, maxBatchBytes);
  return { records, topics, bytes, isPlain: isPlain && bytes <= limit };
}
