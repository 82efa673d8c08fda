import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Partition } from '../topics/topic.ts';
import type { CleaningState, KeyRow } from './cleanable-partition.ts';
import { CleanablePartition } from './cleanable-partition.ts';
import type { CleaningContext } from './cleaning-context.ts';
import { STEP_RECORDS } from './cleaning-context.ts';
import { keyText } from './key-text.ts';
import type { DirtySection } from './newest-offsets.ts';
import { newestOffsets } from './newest-offsets.ts';

export interface CompactionLimits {
  readonly minDirtyRatio: number;
  readonly minCompactionLagMs: number;
  readonly deleteRetentionMs: number;
}

/**
 * Compacts a partition as Kafka's log cleaner does (`org.apache.kafka…log.Cleaner`): the newest
 * offset of each key in the dirty section decides what is superseded, there and in the clean section
 * before it; a tombstone goes once `deleteRetentionMs` have passed since compaction first saw it.
 * Deletes in chunks, with other work in between; killed in the middle, the next pass does it again.
 *
 * @returns how many records were deleted
 */
export async function compact(
  context: CleaningContext,
  partition: Partition,
  limits: CompactionLimits,
): Promise<number> {
  const { storage, writes } = context;
  const nowMs = Date.now();
  const cleanable = new CleanablePartition(storage, partition);
  const state = await storage.read(() => cleanable.state(nowMs - limits.deleteRetentionMs));
  if (!isDue(state, limits.minDirtyRatio)) {
    return 0;
  }
  const youngFromMs = nowMs - limits.minCompactionLagMs;
  const dirty = await newestOffsets(context, cleanable, state.cleanedTo, youngFromMs);
  if (dirty.to === state.cleanedTo && state.tombstoneLimit === 0) {
    return 0;
  }
  const swept = await sweep(context, cleanable, dirty, state.tombstoneLimit);
  await writes.write(() => {
    cleanable.saveState({
      cleanedTo: dirty.to,
      cleanedRecords: swept.kept,
      tombstoneLimit: state.tombstoneLimit,
    });
    if (dirty.hasTombstones) {
      cleanable.saveTombstones(dirty.to, nowMs);
    }
  });
  return swept.deleted;
}

function isDue(state: CleaningState, minDirtyRatio: number): boolean {
  const dirty = state.endOffset - state.cleanedTo;
  const isDirty = dirty > 0 && dirty >= minDirtyRatio * (dirty + state.cleanedRecords);
  return isDirty || state.tombstoneLimit > 0;
}

async function sweep(
  { storage, writes, signal }: CleaningContext,
  partition: CleanablePartition,
  { newest, to }: DirtySection,
  tombstoneLimit: number,
): Promise<{ readonly kept: number; readonly deleted: number }> {
  const isSuperfluous = ({ offset, key, tombstone }: KeyRow): boolean =>
    (newest.get(keyText(key)) ?? offset) > offset || (tombstone === 1 && offset < tombstoneLimit);
  let kept = 0;
  let deleted = 0;
  let from = 0;
  for (;;) {
    const rows = await storage.read(() => partition.keys(from, STEP_RECORDS));
    const section = rows.filter(({ offset }) => offset < to);
    const superfluous = section.filter(isSuperfluous).map(({ offset }) => offset);
    if (superfluous.length > 0) {
      await writes.write(() => partition.delete(superfluous));
    }
    deleted += superfluous.length;
    kept += section.length - superfluous.length;
    if (section.length < STEP_RECORDS) {
      return { kept, deleted };
    }
    from = (section.at(-1)?.offset ?? to) + 1;
    await nextTurn(undefined, { signal });
  }
}
