import { DatabaseSync } from 'node:sqlite';
import { isBusy } from './sqlite-error.ts';

/**
 * A lock between processes that ends with its holder, however that ends: a small SQLite file with
 * an exclusive transaction open, which the operating system gives up with the process.
 */
export class FileLock {
  readonly #database: DatabaseSync;

  private constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** The lock, or undefined while another holder has it. */
  static tryAcquire(path: string): FileLock | undefined {
    const database = new DatabaseSync(path);
    try {
      database.exec('BEGIN EXCLUSIVE');
      return new FileLock(database);
    } catch (error) {
      database.close();
      if (isBusy(error)) {
        return undefined;
      }
      throw error;
    }
  }

  /** Whether somebody holds it. Takes the lock itself for an instant when nobody does. */
  static isHeld(path: string): boolean {
    const lock = FileLock.tryAcquire(path);
    lock?.release();
    return lock === undefined;
  }

  release(): void {
    this.#database.close();
  }
}
