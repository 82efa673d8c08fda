import type { SharedBatch, SharedWrite } from '@user-information/state-store';

/** Redis serves nobody else while it applies one part: fractions of a millisecond for so many rows. */
const maxWrites = 200;
const maxBytes = 1024 * 1024;

/** The same batch in parts that follow each other, each small enough to hold up nobody. */
export function splitBatch(batch: SharedBatch): SharedBatch[] {
  const parts: SharedBatch[] = [];
  let { fromOffset } = batch;
  let writes: SharedWrite[] = [];
  let bytes = 0;
  for (const [index, write] of batch.writes.entries()) {
    writes.push(write);
    bytes += write.key.length + (write.value?.length ?? 0);
    const isFull = writes.length >= maxWrites || bytes >= maxBytes;
    if (!isFull || index === batch.writes.length - 1) continue;
    const toOffset = write.offset + 1;
    parts.push({ partition: batch.partition, fromOffset, toOffset, writes });
    [fromOffset, writes, bytes] = [toOffset, [], 0];
  }
  return [...parts, { ...batch, fromOffset, writes }];
}
