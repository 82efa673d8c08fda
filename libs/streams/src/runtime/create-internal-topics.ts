import type { EventLog, TopicSpec } from '@user-information/event-log';
import { deadLetterTopic } from '@user-information/event-log';
import { internalTopics } from '../topology/internal-topics.ts';
import type { Topology } from '../topology/topology.ts';
import { partitionCounts } from './partition-counts.ts';

/** Checks the topics that others own and creates the application's own. */
export async function createInternalTopics(log: EventLog, topology: Topology): Promise<void> {
  const internal = internalTopics(topology);
  const counts = await partitionCounts(log, topology, new Set(internal.map(({ name }) => name)));
  const specs: TopicSpec[] = internal.map(({ name, kind, partitionsOf }) => ({
    name,
    kind,
    partitions: counts.get(partitionsOf) as number,
  }));
  await log.createTopics([...specs, deadLetterTopic(topology.applicationId)]);
}
