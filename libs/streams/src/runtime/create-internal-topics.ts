import type { EventLog, TopicSpec } from '@user-information/event-log';
import { deadLetterTopic, internalTopics } from '../topology/internal-topics.ts';
import type { Topology } from '../topology/topology.ts';
import { partitionCounts } from './partition-counts.ts';

/** How long dead letters are kept for someone to look at them: 30 days. */
const deadLetterRetentionMs = 30 * 24 * 3_600_000;

/** Checks the topics that others own and creates the application's own. */
export async function createInternalTopics(log: EventLog, topology: Topology): Promise<void> {
  const internal = internalTopics(topology);
  const counts = await partitionCounts(log, topology, new Set(internal.map(({ name }) => name)));
  const specs: TopicSpec[] = internal.map(({ name, kind, partitionsOf }) => ({
    name,
    kind,
    partitions: counts.get(partitionsOf) as number,
  }));
  const deadLetters: TopicSpec = {
    name: deadLetterTopic(topology.applicationId),
    kind: 'record-stream',
    partitions: 1,
    retentionMs: deadLetterRetentionMs,
  };
  await log.createTopics([...specs, deadLetters]);
}
