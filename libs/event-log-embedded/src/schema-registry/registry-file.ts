import { makeDirectory } from '../storage/make-directory.ts';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { retryBusy } from '../storage/retry-busy.ts';
import { registryError } from './registry-error.ts';

/** How long to wait for other processes, which hold the file for a millisecond at a time. */
const lockTimeoutMs = 10_000;
/** Raised whenever an older program could not use what this one writes: SQLite's `user_version`. */
const formatVersion = 1;

/** AUTOINCREMENT: an id that was given once is never given again. */
const tables = `
  CREATE TABLE schemas (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    canonical_form TEXT NOT NULL UNIQUE,
    schema TEXT NOT NULL
  ) STRICT;
  CREATE TABLE versions (
    subject TEXT NOT NULL,
    version INTEGER NOT NULL,
    schema_id INTEGER NOT NULL REFERENCES schemas (id),
    PRIMARY KEY (subject, version)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE compatibilities (
    subject TEXT PRIMARY KEY,
    compatibility TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

/** The registry's file, which several processes may have open at once. */
export class RegistryFile {
  readonly #path: string;
  readonly #database: DatabaseSync;

  private constructor(path: string, database: DatabaseSync) {
    this.#path = path;
    this.#database = database;
  }

  /** Opens the file in this folder, creates what is missing. */
  static async open(directory: string): Promise<RegistryFile> {
    const path = join(directory, 'schemas.db');
    let database: DatabaseSync;
    try {
      makeDirectory(directory);
      database = new DatabaseSync(path);
    } catch (cause) {
      throw registryError(path, cause);
    }
    const file = new RegistryFile(path, database);
    try {
      await file.#prepare();
      return file;
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /**
   * Runs the work in a transaction that other processes' writes do not come into, again from its
   * start while one of them is in the way.
   */
  transaction<T>(work: (database: DatabaseSync) => T): Promise<T> {
    return this.#run((database) => {
      database.exec('BEGIN IMMEDIATE');
      try {
        const result = work(database);
        database.exec('COMMIT');
        return result;
      } finally {
        if (database.isTransaction) database.exec('ROLLBACK');
      }
    });
  }

  /** Runs work of one statement. */
  read<T>(work: (database: DatabaseSync) => T): Promise<T> {
    return this.#run(work);
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close();
  }

  async #prepare(): Promise<void> {
    // What a record was written with must be there as long as the record: FULL survives power cuts.
    await this.#run((database) => {
      database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = 1');
    });
    await this.transaction((database) => {
      const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
      if (version === formatVersion) return;
      if (version > formatVersion) {
        throw registryError(
          this.#path,
          `it has format ${version} and this program knows ${formatVersion}: a newer program wrote it`,
        );
      }
      database.exec(`${tables} PRAGMA user_version = ${formatVersion}`);
    });
  }

  async #run<T>(work: (database: DatabaseSync) => T): Promise<T> {
    if (!this.#database.isOpen) throw registryError(this.#path, 'it is closed');
    try {
      return (await retryBusy(this.#path, lockTimeoutMs, () => work(this.#database))).result;
    } catch (error) {
      throw registryError(this.#path, error);
    }
  }
}
