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

/** Replicates the view `user-information`, or the changelog that the settings name, and serves it. */
export async function startUserInformation(parts: ViewParts): Promise<void> {
  const { config, health, log, logger, scope, server, statePath } = parts;
  const viewHealth = health.component('view');
  const { PARTITIONS: partitions, VIEW_PATH: path, VIEW_TOPIC: topic } = config;
  const isOurs = topic === topics.userInformation.name;
  // Whoever starts first makes the topic. Another one that is not there is a mistake.
  if (isOurs) await log.createTopics([{ name: topic, kind: 'changelog', partitions }]);
  const store = await parts.stores.open(topic);
  scope.onClose(() => store.close());
  const does = isOurs ? 'tells who a user is, with four counts' : `serves the topic "${topic}"`;
  logger.info(`listens on ${server.url} and ${does}, from its disk`);
  logger.info(`Try: curl '${server.url}${path.replace(/\/:\w+$/, '')}?limit=20'`);

  const view = await startView({
    ...parts,
    topic,
    path,
    toJson: avroJsonDeserializer(parts.registry),
    store,
    storePath: join(statePath, topic),
    derivedBy: isOurs ? userInformationSteps : [],
    cacheBytes: config.CACHE_MEGABYTES * 1024 * 1024,
    health: viewHealth,
    onError: scope.fail,
  });
  scope.onClose(() => view.close());
  scope.onClose(() => server.drain(config.DRAIN_SECONDS * 1_000));
  scope.onClose(reportProgress(view, logger, config.PROGRESS_SECONDS));
}
