import type { PartitionOffset, TopicPartition } from '@user-information/event-log';
import { checkOffset } from '@user-information/event-log';
import type { Storage } from '../storage/storage.ts';
import type { TopicCatalog } from '../topics/topic-catalog.ts';
import { partitionOf } from '../topics/topic.ts';

/** The committed offsets of consumer groups. Its methods run inside the caller's transaction. */
export class GroupOffsets {
  readonly #storage: Storage;
  readonly #catalog: TopicCatalog;

  constructor(storage: Storage, catalog: TopicCatalog) {
    this.#storage = storage;
    this.#catalog = catalog;
  }

  /** Throws before it writes anything when one of the offsets is not good. */
  commit(group: string, offsets: readonly PartitionOffset[]): void {
    const rows = offsets.map(({ topic, partition, offset }) => {
      checkOffset(offset);
      return { id: partitionOf(this.#catalog.get(topic), partition).id, offset };
    });
    const upsert = this.#storage.statement(
      'INSERT OR REPLACE INTO group_offsets (group_name, partition_id, offset) VALUES (?, ?, ?)',
    );
    rows.forEach(({ id, offset }) => upsert.run(group, id, offset));
  }

  committed(group: string, partitions: readonly TopicPartition[]): readonly PartitionOffset[] {
    const select = this.#storage.statement(
      'SELECT offset FROM group_offsets WHERE group_name = ? AND partition_id = ?',
    );
    return partitions.flatMap(({ topic, partition }) => {
      const { id } = partitionOf(this.#catalog.get(topic), partition);
      const row = select.get(group, id);
      return row === undefined ? [] : [{ topic, partition, offset: Number(row['offset']) }];
    });
  }
}
