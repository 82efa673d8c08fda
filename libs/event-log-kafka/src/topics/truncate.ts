import type { PartitionOffset } from '@user-information/event-log';
import { checkOffset, InvalidTopicError, OffsetOutOfRangeError } from '@user-information/event-log';
import type { Cluster } from '../cluster/cluster.ts';
import { listOffsets } from '../offsets/list-offsets.ts';
import { deleteRecordsRequest } from '../requests/delete-records.ts';
import { errorType } from '../requests/kafka-error.ts';
import type { TopicCatalog } from './topic-catalog.ts';
import { checkPartition } from './topic.ts';

/** `EventLog.truncate`: readers don't see what is before at once; Kafka frees whole segments. */
export async function truncate(
  cluster: Cluster,
  catalog: TopicCatalog,
  before: readonly PartitionOffset[],
): Promise<void> {
  for (const place of before) {
    checkOffset(place.offset);
    const topic = await catalog.get(place.topic);
    if (topic.spec.kind !== 'repartition') {
      throw new InvalidTopicError(
        place.topic,
        `only a repartition topic can be truncated, and this is a ${topic.spec.kind}`,
      );
    }
    checkPartition(topic, place.partition);
  }
  await Promise.all(before.map((place) => truncatePartition(cluster, place)));
}

async function truncatePartition(cluster: Cluster, place: PartitionOffset): Promise<void> {
  const { topic, partition } = place;
  await cluster.persist({ topic }, async () => {
    const leader = await cluster.leader(topic, partition);
    try {
      await leader.ask(deleteRecordsRequest(place));
    } catch (error) {
      if (errorType(error) !== 'OFFSET_OUT_OF_RANGE') throw error;
      await checkBeforeStart(cluster, place);
    }
  });
}

/** Records before where the log starts are gone already; beyond the end there are none. */
async function checkBeforeStart(cluster: Cluster, place: PartitionOffset): Promise<void> {
  const { topic, partition, offset } = place;
  const [end, earliest] = await Promise.all([
    listOffsets(cluster, topic, 'end'),
    listOffsets(cluster, topic, 'earliest'),
  ]);
  if (offset > (earliest[partition]?.offset ?? 0)) {
    throw new OffsetOutOfRangeError(topic, partition, offset, end[partition]?.offset ?? 0);
  }
}
