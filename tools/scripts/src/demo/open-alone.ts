import { DatabaseSync } from 'node:sqlite';

/** SQLite's SQLITE_BUSY: another process has the file. */
const busy = 5;

/**
 * Opens an SQLite file for this process alone, and creates it when it is missing. Undefined while
 * another process has it open; one that was killed does not count, whatever it was doing.
 */
export function openAlone(file: string): DatabaseSync | undefined {
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database.close();
    if ((error as { readonly errcode?: number }).errcode === busy) return undefined;
    throw error;
  }
}
