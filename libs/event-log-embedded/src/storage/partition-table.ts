import type { StatementSync } from 'node:sqlite';
import type { Storage } from './storage.ts';

/** A record as its partition's table keeps it; headers are JSON, null for none. */
export interface StoredRecord {
  readonly offset: number;
  readonly timestamp_ms: number;
  readonly key: Uint8Array | null;
  readonly headers: string | null;
  readonly value: Uint8Array | null;
}

/**
 * The records of one partition: a table of its own, by offset, so that an append goes to the end of
 * a B-tree and its pages stay full. The value is the last column, so that who needs keys only does
 * not read the values' overflow pages. All methods run inside the caller's transaction.
 */
export class PartitionTable {
  /** Of the SQL table. */
  readonly name: string;
  readonly #storage: Storage;
  readonly #id: number;
  #insert: StatementSync | undefined;
  #read: StatementSync | undefined;
  #nextOffset: StatementSync | undefined;

  constructor(storage: Storage, partitionId: number) {
    this.#storage = storage;
    this.#id = partitionId;
    this.name = `records_${partitionId}`;
  }

  create(): void {
    this.#storage.database.exec(
      `CREATE TABLE ${this.name} (
         offset INTEGER PRIMARY KEY, timestamp_ms INTEGER NOT NULL, key BLOB, headers TEXT, value BLOB
       ) STRICT`,
    );
  }

  insert(record: StoredRecord): void {
    this.#insert ??= this.#storage.statement(`INSERT INTO ${this.name} VALUES (?, ?, ?, ?, ?)`);
    const { offset, timestamp_ms, key, headers, value } = record;
    this.#insert.run(offset, timestamp_ms, key, headers, value);
  }

  /** In offset order from `offset` on. */
  read(offset: number, limit: number): readonly StoredRecord[] {
    this.#read ??= this.#storage.statement(
      `SELECT offset, timestamp_ms, key, headers, value FROM ${this.name}
       WHERE offset >= ? ORDER BY offset LIMIT ?`,
    );
    return this.#read.all(offset, limit) as unknown as readonly StoredRecord[];
  }

  /** Of the first record still there; undefined when there is none. */
  firstOffset(): number | undefined {
    const row = this.#storage.statement(`SELECT MIN(offset) AS first FROM ${this.name}`).get();
    return row?.['first'] === null ? undefined : Number(row?.['first']);
  }

  /** The offset that the next record gets. */
  nextOffset(): number {
    this.#nextOffset ??= this.#storage.statement('SELECT next_offset FROM partitions WHERE id = ?');
    return Number(this.#nextOffset.get(this.#id)?.['next_offset']);
  }

  setNextOffset(offset: number): void {
    this.#storage
      .statement('UPDATE partitions SET next_offset = ? WHERE id = ?')
      .run(offset, this.#id);
  }

  deleteBefore(offset: number, limit: number): number {
    const { changes } = this.#storage
      .statement(
        `DELETE FROM ${this.name} WHERE offset IN
           (SELECT offset FROM ${this.name} WHERE offset < ? ORDER BY offset LIMIT ?)`,
      )
      .run(offset, limit);
    return Number(changes);
  }
}
