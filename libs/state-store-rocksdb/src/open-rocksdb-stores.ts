import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { checkStoreName, StateStoreError, StoreLockedError } from '@user-information/state-store';
import type { StateStore, StateStoreProvider } from '@user-information/state-store';
import { loadRocksDb } from './load-rocksdb.ts';
import { RocksDbStore } from './rocksdb-store.ts';
import { storageError } from './storage-error.ts';

export interface RocksDbStoresOptions {
  /** Where each store gets a folder of its name; created when missing. */
  readonly directory: string;
  /**
   * Memory of a store's newest writes, in bytes; RocksDB may hold two of it. More means fewer and
   * larger files. Default 16 MiB. The cache of blocks read from files is RocksDB's own default, 32
   * MiB a store: rocksdb-native has no setting for it.
   */
  readonly writeBufferBytes?: number;
}

/** RocksDB's words when another process has the database open, and when this one has. */
const lockHeld = /While lock file:|lock hold by current process/;

/** State stores on RocksDB, each a database in a folder of its own, open in one process at a time. */
export function openRocksDbStores(options: RocksDbStoresOptions): StateStoreProvider {
  return {
    open: async (name) => {
      checkStoreName(name);
      return openStore(resolve(options.directory, name), options);
    },
  };
}

async function openStore(
  path: string,
  { writeBufferBytes = 16 * 1024 * 1024 }: RocksDbStoresOptions,
): Promise<StateStore> {
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
