import type { EventLog } from '@user-information/event-log';
import type { Health, Logger, Metrics } from '@user-information/observability';
import { topics } from '@user-information/schemas';
import { avroJsonDeserializer } from '@user-information/serde';
import type { SchemaRegistry } from '@user-information/serde';
import type { HttpServer, ServiceScope } from '@user-information/service';
import type { StateStoreProvider } from '@user-information/state-store';
import { lookupRoutes, RowCache, startReplica } from '@user-information/view-http';
import type { Config } from './config.ts';
import { reportProgress } from './report-progress.ts';

export interface ViewParts {
  readonly config: Config;
  readonly log: EventLog;
  readonly registry: SchemaRegistry;
  readonly stores: StateStoreProvider;
  /** Where the stores are, to name it in errors. */
  readonly statePath: string;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly health: Health;
  readonly server: HttpServer;
  readonly scope: ServiceScope;
}

/** Replicates the view `user-information` and serves it. */
export async function startView(parts: ViewParts): Promise<void> {
  const { config, health, log, logger, metrics, scope, server } = parts;
  const viewHealth = health.component('view');
  const topic = topics.userInformation.name;
  // Whoever starts first makes the topic.
  await log.createTopics([{ name: topic, kind: 'changelog', partitions: config.PARTITIONS }]);
  const store = await parts.stores.open(topic);
  scope.onClose(() => store.close());

  const cache = new RowCache({ maxBytes: config.CACHE_MEGABYTES * 1024 * 1024, metrics });
  const toJson = avroJsonDeserializer(parts.registry);
  await server.serve((app) =>
    lookupRoutes(app, { path: '/users/:userId', topic, store, toJson, cache, metrics }),
  );
  scope.onClose(() => server.close()); // Before the store that it reads.
  logger.info(`listens on ${server.url} and tells who a user is, with four counts, from its disk`);
  logger.info(`Try: curl '${server.url}/users?limit=20'`);

  const replica = await startReplica({
    log,
    topic,
    store,
    storePath: parts.statePath,
    cache,
    metrics,
    logger,
    health: viewHealth,
    onError: scope.fail,
  });
  scope.onClose(() => replica.close());
  scope.onClose(reportProgress(replica, logger, config.PROGRESS_SECONDS));
}
