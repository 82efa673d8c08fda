import { statSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { WAL_LIMIT_BYTES } from '../storage/open-database.ts';
import { isBusy } from '../storage/sqlite-error.ts';
import type { Storage } from '../storage/storage.ts';
import type { CleaningContext } from './cleaning-context.ts';

/** Pages moved in one write transaction. */
const STEP_PAGES = 250;
/** Free pages that stay for the next records: a quarter of the file, and at least 4 MiB. */
const SPARE_PART = 0.25;
const SPARE_PAGES = 1_024;

/** Returns free pages to the file system, and cuts the write-ahead log when it has grown. */
export async function giveBackSpace(context: CleaningContext): Promise<void> {
  const { storage, writes, signal } = context;
  for (;;) {
    const { free, spare } = await storage.read(() => freePages(storage));
    if (free <= spare) {
      break;
    }
    const pages = Math.min(STEP_PAGES, free - spare);
    await writes.write(() => storage.database.exec(`PRAGMA incremental_vacuum(${pages})`));
    await nextTurn(undefined, { signal });
  }
  truncateWal(storage);
}

function freePages(storage: Storage): { readonly free: number; readonly spare: number } {
  const pragma = (name: string): number =>
    Number(storage.statement(`PRAGMA ${name}`).get()?.[name]);
  const spare = Math.max(SPARE_PAGES, Math.floor(pragma('page_count') * SPARE_PART));
  return { free: pragma('freelist_count'), spare };
}

function truncateWal(storage: Storage): void {
  const wal = statSync(`${storage.path}-wal`, { throwIfNoEntry: false });
  if (wal === undefined || wal.size <= WAL_LIMIT_BYTES) {
    return;
  }
  try {
    storage.database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } catch (error) {
    // Others are reading or writing just now: the next round tries again.
    if (!isBusy(error)) {
      throw error;
    }
  }
}
