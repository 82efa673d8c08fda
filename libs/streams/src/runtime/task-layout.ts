import type { EventLog } from '@user-information/event-log';
import { sourceTopics, stores } from '../topology/internal-topics.ts';
import type { Topology } from '../topology/topology.ts';

/** Which tasks a topology has on a log, and which state stores each of them. */
export interface TaskLayout {
  readonly applicationId: string;
  /** The partition numbers: each is a task. */
  readonly partitions: readonly number[];
  readonly stores: readonly { readonly name: string; readonly partitions: number }[];
  /** The stores of one task: a topic with fewer partitions than another has none on the higher numbers. */
  storesOn(partition: number): readonly string[];
}

/** The topics must exist. */
export async function taskLayout(
  log: Pick<EventLog, 'describeTopic'>,
  topology: Topology,
): Promise<TaskLayout> {
  const count = async (topic: string) => (await log.describeTopic(topic)).partitions;
  const sources = await Promise.all(sourceTopics(topology).map(count));
  const counted = await Promise.all(
    stores(topology).map(async ({ name, partitionsOf }) => ({
      name,
      partitions: await count(partitionsOf),
    })),
  );
  return {
    applicationId: topology.applicationId,
    partitions: Array.from({ length: Math.max(...sources) }, (_, partition) => partition),
    stores: counted,
    storesOn: (partition) =>
      counted.filter((store) => partition < store.partitions).map(({ name }) => name),
  };
}
