import type { Partition } from '../topics/topic.ts';
import type { WriteQueue } from '../write/write-queue.ts';
import { STEP_RECORDS } from './cleaning-context.ts';

/**
 * Deletes the records before `offset`, the oldest first, a write transaction each step.
 *
 * @returns how many records were deleted
 */
export async function deleteBefore(
  writes: WriteQueue,
  { table }: Partition,
  offset: number,
): Promise<number> {
  let deleted = 0;
  for (;;) {
    const step = await writes.write(() => table.deleteBefore(offset, STEP_RECORDS));
    deleted += step;
    if (step < STEP_RECORDS) {
      return deleted;
    }
  }
}
