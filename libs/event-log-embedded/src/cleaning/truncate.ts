import type { PartitionOffset } from '@user-information/event-log';
import { checkOffset, InvalidTopicError, OffsetOutOfRangeError } from '@user-information/event-log';
import type { Storage } from '../storage/storage.ts';
import type { TopicCatalog } from '../topics/topic-catalog.ts';
import type { Partition } from '../topics/topic.ts';
import { partitionOf } from '../topics/topic.ts';
import type { WriteQueue } from '../write/write-queue.ts';
import { deleteBefore } from './delete-before.ts';

/** `EventLog.truncate`: deletes from the oldest record on, step by step. */
export async function truncate(
  storage: Storage,
  catalog: TopicCatalog,
  writes: WriteQueue,
  before: readonly PartitionOffset[],
): Promise<void> {
  const targets = await storage.read(() => before.map((place) => checkPlace(catalog, place)));
  for (const { partition, offset } of targets) {
    await deleteBefore(writes, partition, offset);
  }
}

function checkPlace(
  catalog: TopicCatalog,
  { topic: name, partition: number, offset }: PartitionOffset,
): { readonly partition: Partition; readonly offset: number } {
  checkOffset(offset);
  const topic = catalog.get(name);
  if (topic.spec.kind !== 'repartition') {
    throw new InvalidTopicError(
      name,
      `only a repartition topic can be truncated, and this is a ${topic.spec.kind}`,
    );
  }
  const partition = partitionOf(topic, number);
  const endOffset = partition.table.nextOffset();
  if (offset > endOffset) {
    throw new OffsetOutOfRangeError(name, number, offset, endOffset);
  }
  return { partition, offset };
}
