import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { FileLock } from './file-lock.ts';
import { format, isFormatted } from './format.ts';
import type { LogDirectory } from './log-directory.ts';
import { retryBusy } from './retry-busy.ts';

const LOCK_RETRY_MS = 5;
const CACHE_KIBIBYTES = 8_192;
/**
 * The write-ahead log starts again from its beginning every 4 MiB, if nobody reads it just then, and
 * is cut to this size when it could not for a while.
 */
export const WAL_LIMIT_BYTES = 16 * 1_048_576;

/** Opens the log's file, made a log first when it is new. */
export async function openDatabase(
  directory: LogDirectory,
  durability: 'process' | 'power',
  limitMs: number,
): Promise<DatabaseSync> {
  const path = directory.database;
  const database = new DatabaseSync(path);
  try {
    await prepareFile(database, directory, limitMs);
    // FULL syncs the write-ahead log at every commit, NORMAL at checkpoints only: then a power cut
    // can take the newest commits, but never tears one.
    database.exec(`
      PRAGMA synchronous = ${durability === 'power' ? 'FULL' : 'NORMAL'};
      PRAGMA fullfsync = ${durability === 'power' ? 1 : 0};
      PRAGMA cache_size = -${CACHE_KIBIBYTES};
      PRAGMA journal_size_limit = ${WAL_LIMIT_BYTES};
    `);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

async function prepareFile(
  database: DatabaseSync,
  directory: LogDirectory,
  limitMs: number,
): Promise<void> {
  const path = directory.database;
  const formatted = () => retryBusy(path, limitMs, () => isFormatted(database, path));
  while (!(await formatted()).result) {
    const lock = FileLock.tryAcquire(directory.formatLock);
    if (lock === undefined) {
      await sleep(LOCK_RETRY_MS);
      continue;
    }
    try {
      if (!(await formatted()).result) {
        await retryBusy(path, limitMs, () => format(database));
      }
    } finally {
      lock.release();
    }
  }
}
