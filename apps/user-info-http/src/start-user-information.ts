import { join } from 'node:path';
import type { EventLog } from '@user-information/event-log';
import type { Health, Logger, Metrics } from '@user-information/observability';
import { topics } from '@user-information/schemas';
import { avroJsonDeserializer } from '@user-information/serde';
import type { SchemaRegistry } from '@user-information/serde';
import type { HttpServer, ServiceScope } from '@user-information/service';
import type { StateStoreProvider } from '@user-information/state-store';
import { startView } from '@user-information/view-http';
import type { Config } from './config.ts';
import { userInformationSteps } from './derived-by.ts';
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
export async function startUserInformation(parts: ViewParts): Promise<void> {
  const { config, health, log, logger, scope, server, statePath } = parts;
  const viewHealth = health.component('view');
  const topic = topics.userInformation.name;
  // Whoever starts first makes the topic.
  await log.createTopics([{ name: topic, kind: 'changelog', partitions: config.PARTITIONS }]);
  const store = await parts.stores.open(topic);
  scope.onClose(() => store.close());
  logger.info(`listens on ${server.url} and tells who a user is, with four counts, from its disk`);
  logger.info(`Try: curl '${server.url}/users?limit=20'`);

  const view = await startView({
    ...parts,
    topic,
    path: '/users/:userId',
    toJson: avroJsonDeserializer(parts.registry),
    store,
    storePath: join(statePath, topic),
    derivedBy: userInformationSteps,
    cacheBytes: config.CACHE_MEGABYTES * 1024 * 1024,
    health: viewHealth,
    onError: scope.fail,
  });
  scope.onClose(() => view.close());
  scope.onClose(reportProgress(view, logger, config.PROGRESS_SECONDS));
}
