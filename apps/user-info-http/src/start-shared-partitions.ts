import { topics } from '@user-information/schemas';
import { startPartitions } from '@user-information/view-http';
import { advertisedAddress } from '@user-information/wiring';
import { partitionsGroup } from './partitions-group.ts';
import type { ViewParts } from './start-user-information.ts';

/** Keeps some partitions of the view, and shows them to those that send requests here. */
export async function startSharedPartitions(parts: ViewParts): Promise<void> {
  const { config, health, log, logger, scope, server, stores } = parts;
  const viewHealth = health.component('view');
  const { PARTITIONS: partitions, VIEW_TOPIC: topic } = config;
  // Whoever starts first makes the topic. Another one that is not there is a mistake.
  if (topic === topics.userInformation.name) {
    await log.createTopics([{ name: topic, kind: 'changelog', partitions }]);
  }
  logger.info(`listens on ${server.url} and has some partitions of the topic "${topic}"`);
  const shared = await startPartitions({
    ...parts,
    topic,
    group: partitionsGroup(topic),
    address: advertisedAddress(config.ADVERTISED_ADDRESS, server.url),
    standbyReplicas: config.STANDBY_REPLICAS,
    openStore: async (partition) => {
      const store = await stores.open(`${topic}-${partition}`);
      scope.onClose(() => store.close());
      return store;
    },
    health: viewHealth,
    onError: scope.fail,
  });
  scope.onClose(() => shared.close());
}
