import type { TopicKind, TopicSpec } from '@user-information/event-log';
import { UnknownTopicError } from '@user-information/event-log';
import { PartitionTable } from '../storage/partition-table.ts';
import type { Storage } from '../storage/storage.ts';
import type { Partition, Topic } from './topic.ts';

interface TopicRow {
  readonly id: number;
  readonly name: string;
  readonly kind: TopicKind;
  readonly retention_ms: number | null;
}

/** Finds topics by name, and remembers them: a topic is never changed or deleted. */
export class TopicCatalog {
  readonly #storage: Storage;
  readonly #topics = new Map<string, Topic>();

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  /** Throws `UnknownTopicError`. */
  get(name: string): Topic {
    const topic = this.find(name);
    if (topic === undefined) {
      throw new UnknownTopicError(name);
    }
    return topic;
  }

  find(name: string): Topic | undefined {
    const known = this.#topics.get(name);
    if (known !== undefined) {
      return known;
    }
    const row = this.#storage.statement('SELECT * FROM topics WHERE name = ?').get(name);
    return row === undefined ? undefined : this.#remember(row as unknown as TopicRow);
  }

  /** Every topic of the log, those of other processes included. */
  all(): readonly Topic[] {
    const rows = this.#storage.statement('SELECT * FROM topics ORDER BY id').all();
    return (rows as unknown as TopicRow[]).map(
      (row) => this.#topics.get(row.name) ?? this.#remember(row),
    );
  }

  /** Runs inside a write transaction, for a topic that `find` does not know. */
  create(spec: TopicSpec): void {
    const { lastInsertRowid } = this.#storage
      .statement('INSERT INTO topics (name, kind, retention_ms) VALUES (?, ?, ?)')
      .run(spec.name, spec.kind, spec.retentionMs ?? null);
    const insert = this.#storage.statement(
      'INSERT INTO partitions (topic_id, partition) VALUES (?, ?)',
    );
    for (let partition = 0; partition < spec.partitions; partition += 1) {
      const { lastInsertRowid: id } = insert.run(lastInsertRowid, partition);
      new PartitionTable(this.#storage, Number(id)).create();
    }
  }

  /** Unlearns all: a topic may have been learnt in a transaction that came to nothing. */
  forget(): void {
    this.#topics.clear();
  }

  #remember(row: TopicRow): Topic {
    const rows = this.#storage
      .statement('SELECT id, partition FROM partitions WHERE topic_id = ? ORDER BY partition')
      .all(row.id) as unknown as { id: number; partition: number }[];
    const partitions = rows.map(({ id, partition }): Partition => ({
      id,
      topic: row.name,
      topicId: row.id,
      partition,
      table: new PartitionTable(this.#storage, id),
    }));
    const spec: TopicSpec = {
      name: row.name,
      kind: row.kind,
      partitions: partitions.length,
      ...(row.retention_ms === null ? {} : { retentionMs: row.retention_ms }),
    };
    const topic: Topic = { id: row.id, spec, partitions };
    this.#topics.set(row.name, topic);
    return topic;
  }
}
