import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Partition } from '../topics/topic.ts';
import { CleanablePartition } from './cleanable-partition.ts';
import type { CleaningContext } from './cleaning-context.ts';
import { STEP_RECORDS } from './cleaning-context.ts';
import { deleteBefore } from './delete-before.ts';

/**
 * Deletes the records of a record stream that are older than `retentionMs`, from the oldest on and
 * up to the first that is not: as Kafka, which deletes whole segments, it leaves no holes.
 *
 * @returns how many records were deleted
 */
export async function expire(
  { storage, writes, signal }: CleaningContext,
  partition: Partition,
  retentionMs: number,
): Promise<number> {
  const expiredBeforeMs = Date.now() - retentionMs;
  const cleanable = new CleanablePartition(storage, partition);
  let deleted = 0;
  for (;;) {
    const rows = await storage.read(() => cleanable.keys(0, STEP_RECORDS));
    const young = rows.find(({ timestamp_ms: timestampMs }) => timestampMs >= expiredBeforeMs);
    const keepFrom = young?.offset ?? (rows.at(-1)?.offset ?? -1) + 1;
    deleted += await deleteBefore(writes, partition, keepFrom);
    if (young !== undefined || rows.length < STEP_RECORDS) {
      return deleted;
    }
    await nextTurn(undefined, { signal });
  }
}
