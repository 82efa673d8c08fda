import type { PartitionOffset } from '@user-information/event-log';
import { checkOffset, OffsetOutOfRangeError } from '@user-information/event-log';
import type { TopicCatalog } from '../topics/topic-catalog.ts';
import type { Partition } from '../topics/topic.ts';
import { partitionOf } from '../topics/topic.ts';

/** Where a read is in one partition. */
export interface Cursor {
  readonly partition: Partition;
  offset: number;
}

/** Throws for an unknown topic or partition, or an offset that this log never gave. */
export function openCursors(catalog: TopicCatalog, from: readonly PartitionOffset[]): Cursor[] {
  return from.map(({ topic, partition: number, offset }) => {
    const partition = partitionOf(catalog.get(topic), number);
    checkOffset(offset);
    const endOffset = partition.table.nextOffset();
    if (offset > endOffset) {
      throw new OffsetOutOfRangeError(topic, number, offset, endOffset);
    }
    return { partition, offset };
  });
}
