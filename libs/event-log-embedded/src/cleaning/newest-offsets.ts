import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CleanablePartition } from './cleanable-partition.ts';
import type { CleaningContext } from './cleaning-context.ts';
import { STEP_RECORDS } from './cleaning-context.ts';
import { keyText } from './key-text.ts';

/** Bounds the memory of a pass, about 100 bytes a key; what is left over waits for the next one. */
const MAX_KEYS = 200_000;

/** The dirty section of a changelog, as far as it may be compacted now. */
export interface DirtySection {
  /** The newest offset of each key, by its `keyText`. */
  readonly newest: ReadonlyMap<string, number>;
  /** Where the section ends; the next pass begins here. */
  readonly to: number;
  readonly hasTombstones: boolean;
}

/** Reads the section from `from` up to the first record that is too young. */
export async function newestOffsets(
  { storage, signal }: CleaningContext,
  partition: CleanablePartition,
  from: number,
  youngFromMs: number,
): Promise<DirtySection> {
  const newest = new Map<string, number>();
  let to = from;
  let hasTombstones = false;
  for (;;) {
    const rows = await storage.read(() => partition.keys(to, STEP_RECORDS));
    for (const { offset, timestamp_ms: timestampMs, key, tombstone } of rows) {
      if (timestampMs > youngFromMs || newest.size >= MAX_KEYS) {
        return { newest, to, hasTombstones };
      }
      newest.set(keyText(key), offset);
      hasTombstones ||= tombstone === 1;
      to = offset + 1;
    }
    if (rows.length < STEP_RECORDS) {
      return { newest, to, hasTombstones };
    }
    await nextTurn(undefined, { signal });
  }
}
