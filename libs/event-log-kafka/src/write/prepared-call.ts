import { BATCH_OVERHEAD_BYTES } from '../records/encode-batch.ts';
import type { PreparedRecord } from './prepared-record.ts';

/** A call of `append` whose records were found good. */
export interface PreparedCall {
  readonly records: readonly PreparedRecord[];
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
  let bytes = BATCH_OVERHEAD_BYTES;
  let isPlain = true;
  for (const record of records) {
    bytes += record.bytes;
    isPlain &&= record.partition === first?.partition && record.topic === first.topic;
  }
  const limit = Math.min(first?.maxBatchBytes ?? maxBatchBytes, maxBatchBytes);
  return { records, bytes, isPlain: isPlain && bytes <= limit };
}
