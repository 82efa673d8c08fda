import type { Cluster } from './cluster/cluster.ts';
import type { GroupCluster } from './groups/group-cluster.ts';
import { Groups } from './groups/groups.ts';
import type { KafkaLogSettings } from './options.ts';
import type { TopicCatalog } from './topics/topic-catalog.ts';

/** Joins what the groups need to the cluster: each seat has connections of its own. */
export function openGroups(
  cluster: Cluster,
  catalog: TopicCatalog,
  { sessionTimeoutMs, heartbeatIntervalMs }: KafkaLogSettings,
): Groups {
  let seats = 0;
  const patience = cluster.patience();
  return new Groups({
    sessionTimeoutMs,
    heartbeatIntervalMs,
    openCluster: () => groupCluster(cluster, `seat ${(seats += 1)}`),
    partitionCounts: async (topics) => {
      const known = await Promise.all(topics.map((topic) => catalog.get(topic)));
      return new Map(known.map(({ spec }) => [spec.name, spec.partitions]));
    },
    askCoordinator: (group, ask) =>
      cluster.persist({ group }, async () => {
        const { broker } = await cluster.coordinator('group', group);
        return ask(broker);
      }),
    onTrouble: (error) => patience.after(error),
    onAnswer: () => patience.reset(),
  });
}

function groupCluster(cluster: Cluster, purpose: string): GroupCluster {
  return {
    connect: async () => undefined,
    disconnect: async () => cluster.release(purpose),
    findGroupCoordinator: async ({ groupId }) =>
      (await cluster.coordinator('group', groupId, purpose)).broker,
  };
}
