import type { AppendedRecord } from '@user-information/event-log';
import type { Partition } from '../topics/topic.ts';
import type { PreparedRecord } from './record-preparer.ts';

/** The offsets that a transaction gave in one partition, `next` not included. */
interface OffsetRange {
  readonly first: number;
  next: number;
}

/** What the writes of one SQLite transaction share: the offsets given so far. */
export class WriteTransaction {
  readonly #ranges = new Map<Partition, OffsetRange>();

  append(records: readonly PreparedRecord[]): readonly AppendedRecord[] {
    return records.map(({ partition, timestampMs, key, headers, value }) => {
      const range = this.#rangeOf(partition);
      const offset = range.next;
      partition.table.insert({ offset, timestamp_ms: timestampMs, key, headers, value });
      range.next += 1;
      return { topic: partition.topic, partition: partition.partition, offset };
    });
  }

  /** The last step before the commit. */
  finish(): void {
    for (const [partition, { next }] of this.#ranges) {
      partition.table.setNextOffset(next);
    }
  }

  /** How many records each partition got. */
  appended(): ReadonlyMap<Partition, number> {
    return new Map(
      [...this.#ranges].map(([partition, { first, next }]) => [partition, next - first]),
    );
  }

  #rangeOf(partition: Partition): OffsetRange {
    let range = this.#ranges.get(partition);
    if (range === undefined) {
      const first = partition.table.nextOffset();
      range = { first, next: first };
      this.#ranges.set(partition, range);
    }
    return range;
  }
}
