import type { AppendedRecord } from '@user-information/event-log';
import type { Partition } from '../topics/topic.ts';
import type { PreparedRecord } from './prepare-records.ts';

/** What the writes of one SQLite transaction share: the offsets given so far, the topics touched. */
export class WriteTransaction {
  readonly #nextOffsets = new Map<Partition, number>();

  append(records: readonly PreparedRecord[]): readonly AppendedRecord[] {
    return records.map(({ partition, timestampMs, key, headers, value }) => {
      const offset = this.#nextOffsets.get(partition) ?? partition.table.nextOffset();
      partition.table.insert({ offset, timestamp_ms: timestampMs, key, headers, value });
      this.#nextOffsets.set(partition, offset + 1);
      return { topic: partition.topic, partition: partition.partition, offset };
    });
  }

  /** The last step before the commit. */
  finish(): void {
    for (const [partition, offset] of this.#nextOffsets) {
      partition.table.setNextOffset(offset);
    }
  }

  topicIds(): ReadonlySet<number> {
    return new Set([...this.#nextOffsets.keys()].map(({ topicId }) => topicId));
  }
}
