import { globSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { commonSettings, readSettings } from '@user-information/service';
import type { Environment } from '@user-information/service';

/** SQLite's SQLITE_BUSY: somebody else has the database open. */
const busy = 5;

/** The folder that the services would use, as they read it from the environment. */
export function readDataFolder(environment: Environment): string {
  return readSettings({ DATA_DIR: commonSettings.DATA_DIR }, environment).DATA_DIR;
}

/**
 * Whether a service has the log in `folder` open. It asks SQLite for the log's file alone, which is
 * refused while any process has it open, and never because of one that was killed.
 */
export function isInUse(folder: string): boolean {
  return globSync('*/*.db', { cwd: folder }).some((file) => isOpen(join(folder, file)));
}

function isOpen(file: string): boolean {
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; ROLLBACK');
    return false;
  } catch (error) {
    if ((error as { readonly errcode?: number }).errcode === busy) return true;
    throw error;
  } finally {
    database.close();
  }
}
