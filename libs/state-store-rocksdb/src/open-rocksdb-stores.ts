import { constants } from 'node:fs';
import { access, mkdir, readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { checkStoreName, StateStoreError, StoreLockedError } from '@user-information/state-store';
import type { StateStore, StateStoreProvider } from '@user-information/state-store';
import { loadRocksDb } from './load-rocksdb.ts';
import { readOptions } from './options.ts';
import type { RocksDbStoresOptions } from './options.ts';
import { RocksDbStore } from './rocksdb-store.ts';
import { registerSize } from './size-metric.ts';
import { storageError } from './storage-error.ts';

/** RocksDB's words when another process has the database open, and when this one has. */
const lockHeld = /While lock file:|lock hold by current process/;

/**
 * State stores on RocksDB, each a database in a folder of its own, open in one process at a time.
 * Throws INVALID_ARGUMENT for an option that is wrong; what is wrong with the folder or with RocksDB
 * itself shows when a store opens: STORAGE, LOCKED, UNAVAILABLE.
 */
export function openRocksDbStores(options: RocksDbStoresOptions): StateStoreProvider {
  const { directory, metrics, writeBufferBytes } = readOptions(options);
  if (metrics !== undefined) registerSize(metrics, directory, () => storeNames(directory));
  return {
    open: async (name) => {
      checkStoreName(name);
      return openStore(resolve(directory, name), writeBufferBytes);
    },
    names: () => storeNames(directory),
  };
}

async function openStore(path: string, writeBufferBytes: number): Promise<StateStore> {
  const RocksDB = await loadRocksDb();
  await makeWritable(path);
  const db = new RocksDB(path, { writeBufferSize: writeBufferBytes });
  try {
    await db.ready();
  } catch (error) {
    if (lockHeld.test((error as Error).message)) throw new StoreLockedError(path, { cause: error });
    throw storageError(path, 'open', error);
  }
  return new RocksDbStore(db, path);
}

async function storeNames(directory: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw storageError(directory, 'list', error);
  }
}

/** Before RocksDB tries it: its message would not say what to do. */
async function makeWritable(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
    await access(path, constants.R_OK | constants.W_OK);
  } catch (cause) {
    throw new StateStoreError(
      'STORAGE',
      `The state store can't be kept in ${path}: ${(cause as Error).message}. Make the folder writable, or use another one.`,
      { cause },
    );
  }
}
