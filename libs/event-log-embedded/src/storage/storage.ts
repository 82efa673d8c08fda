import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { LogClosedError } from '@user-information/event-log';
import { retryBusy } from './retry-busy.ts';
import { storageError } from './sqlite-error.ts';

/** The open file of a log, and the statements prepared on it. */
export class Storage {
  readonly database: DatabaseSync;
  readonly path: string;
  /** How long to wait for other processes before giving up. */
  readonly lockTimeoutMs: number;
  readonly #statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync, path: string, lockTimeoutMs: number) {
    this.database = database;
    this.path = path;
    this.lockTimeoutMs = lockTimeoutMs;
  }

  /** The statement of this text, prepared once. */
  statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  /**
   * One consistent look at the log. The read transaction is over before anything else happens in
   * this process: one held open would keep the write-ahead log from starting again at its beginning.
   */
  async read<T>(look: () => T): Promise<T> {
    try {
      const { result } = await retryBusy(this.path, this.lockTimeoutMs, () => this.#look(look));
      return result;
    } catch (error) {
      throw storageError(this.path, error);
    }
  }

  #look<T>(look: () => T): T {
    if (!this.database.isOpen) {
      throw new LogClosedError();
    }
    this.database.exec('BEGIN');
    try {
      return look();
    } finally {
      // An error of the disk may have ended it already.
      if (this.database.isTransaction) {
        this.database.exec('COMMIT');
      }
    }
  }
}
