import { readUntil } from '@user-information/event-log';
import { ChangelogCopy, copyBatchRecords } from './changelog-copy.ts';
import type { CopyOptions } from './changelog-copy.ts';

/**
 * Brings a task's state store up to the end of its changelog topics, from the position that it has:
 * after a crash that is the last few records, on a new disk all of them. The caller must own the
 * task's transactional id already, so that no one else can append meanwhile.
 */
export async function restore(options: CopyOptions): Promise<void> {
  const copy = await ChangelogCopy.open(options);
  const reading = { maxRecords: copyBatchRecords, ...signalOf(options) };
  for await (const batch of readUntil(options.log, copy.from, copy.ends, reading)) {
    await copy.apply(batch);
  }
}

/**
 * Keeps a state store in step with the changelog topics that another instance's task writes, until
 * the signal aborts. `onWarm` is called once, when it first has all that was there at the start.
 */
export async function keepWarm(
  options: CopyOptions & { readonly onWarm: () => void },
): Promise<void> {
  const copy = await ChangelogCopy.open(options);
  let isWarm = copy.recordsLeft === 0;
  if (isWarm) options.onWarm();
  const reading = { maxRecords: copyBatchRecords, ...signalOf(options) };
  for await (const batch of options.log.read(copy.from, reading)) {
    await copy.apply(batch);
    if (!isWarm && copy.recordsLeft === 0) {
      isWarm = true;
      options.onWarm();
    }
  }
}

function signalOf({ signal }: CopyOptions): { signal?: AbortSignal } {
  return signal === undefined ? {} : { signal };
}
