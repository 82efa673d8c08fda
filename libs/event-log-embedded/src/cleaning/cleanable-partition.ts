import type { Storage } from '../storage/storage.ts';
import type { Partition } from '../topics/topic.ts';

/** What compaction needs of a record. */
export interface KeyRow {
  readonly offset: number;
  readonly timestamp_ms: number;
  readonly key: Uint8Array | null;
  readonly tombstone: 0 | 1;
}

/** How far a changelog is compacted. */
export interface CleaningState {
  /** The records before this offset are compacted among themselves: the clean section. */
  readonly cleanedTo: number;
  /** How many records the clean section had afterwards. */
  readonly cleanedRecords: number;
  readonly endOffset: number;
  /** Tombstones before this offset have stayed as long as they must; 0 when there are none. */
  readonly tombstoneLimit: number;
}

/** The queries of the cleaner on one partition. All run inside the caller's transaction. */
export class CleanablePartition {
  readonly partition: Partition;
  readonly #storage: Storage;

  constructor(storage: Storage, partition: Partition) {
    this.#storage = storage;
    this.partition = partition;
  }

  state(tombstonesBeforeMs: number): CleaningState {
    const { id } = this.partition;
    const row = this.#storage.statement('SELECT * FROM partitions WHERE id = ?').get(id);
    const limit = this.#storage
      .statement(
        'SELECT MAX(cleaned_to) AS at FROM cleanings WHERE partition_id = ? AND cleaned_at_ms <= ?',
      )
      .get(id, tombstonesBeforeMs);
    return {
      cleanedTo: Number(row?.['cleaned_to']),
      cleanedRecords: Number(row?.['cleaned_records']),
      endOffset: Number(row?.['next_offset']),
      tombstoneLimit: Number(limit?.['at'] ?? 0),
    };
  }

  /** From `offset` on, without the values. */
  keys(offset: number, limit: number): readonly KeyRow[] {
    const rows = this.#storage
      .statement(
        `SELECT offset, timestamp_ms, key, value IS NULL AS tombstone FROM ${this.#table}
         WHERE offset >= ? ORDER BY offset LIMIT ?`,
      )
      .all(offset, limit);
    return rows as unknown as readonly KeyRow[];
  }

  delete(offsets: readonly number[]): void {
    const statement = this.#storage.statement(`DELETE FROM ${this.#table} WHERE offset = ?`);
    offsets.forEach((offset) => statement.run(offset));
  }

  saveState(state: Omit<CleaningState, 'endOffset'>): void {
    const { id } = this.partition;
    this.#storage
      .statement('UPDATE partitions SET cleaned_to = ?, cleaned_records = ? WHERE id = ?')
      .run(state.cleanedTo, state.cleanedRecords, id);
    this.#storage
      .statement('DELETE FROM cleanings WHERE partition_id = ? AND cleaned_to <= ?')
      .run(id, state.tombstoneLimit);
  }

  /** Remembers when compaction first saw the tombstones before this offset. */
  saveTombstones(cleanedTo: number, nowMs: number): void {
    this.#storage
      .statement('INSERT OR IGNORE INTO cleanings VALUES (?, ?, ?)')
      .run(this.partition.id, cleanedTo, nowMs);
  }

  get #table(): string {
    return this.partition.table.name;
  }
}
