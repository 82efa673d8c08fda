import { join } from 'node:path';
import type { EventLog } from '@user-information/event-log';
import type { Health, Logger, Metrics, Tracer } from '@user-information/observability';
import { topics } from '@user-information/schemas';
import { avroJsonDeserializer } from '@user-information/serde';
import type { SchemaRegistry } from '@user-information/serde';
import { reportProgress } from '@user-information/service';
import type { HttpServer, ServiceScope } from '@user-information/service';
import type { SharedStore, StateStoreProvider } from '@user-information/state-store';
import { startRouter, startSharedView, startView } from '@user-information/view-http';
import type { View, ViewOptions } from '@user-information/view-http';
import type { Config } from './config.ts';
import { userInformationSteps } from './derived-by.ts';
import { partitionsGroup } from './partitions-group.ts';
import { progressLine } from './progress-line.ts';

export interface ViewParts {
  readonly config: Config;
  readonly log: EventLog;
  readonly registry: SchemaRegistry;
  readonly stores: StateStoreProvider;
  /** Where the stores are, to name it in errors. */
  readonly statePath: string;
  /** Where sinks keep the view; with it there is no copy in `stores`. */
  readonly shared?: SharedStore | undefined;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly tracer?: Tracer | undefined;
  readonly health: Health;
  readonly server: HttpServer;
  readonly scope: ServiceScope;
}

/** Replicates the view `user-information`, or the changelog that the settings name, and serves it. */
export async function startUserInformation(parts: ViewParts): Promise<void> {
  const { config, health, log, logger, scope, server } = parts;
  const viewHealth = health.component('view');
  const { PARTITIONS: partitions, VIEW_PATH: path, VIEW_TOPIC: topic } = config;
  const isOurs = topic === topics.userInformation.name;
  // Whoever starts first makes the topic. Another one that is not there is a mistake.
  if (isOurs) await log.createTopics([{ name: topic, kind: 'changelog', partitions }]);
  const does = isOurs ? 'tells who a user is, with four counts' : `serves the topic "${topic}"`;
  const where = { rocksdb: 'its disk', redis: 'Redis', instances: 'the instances that have it' };
  logger.info(`listens on ${server.url} and ${does}, from ${where[config.VIEW_STORE]}`);
  logger.info(`Try: curl '${server.url}${path.replace(/\/:\w+$/, '')}?limit=20'`);

  const view = await start(parts, {
    ...parts,
    topic,
    path,
    toJson: avroJsonDeserializer(parts.registry),
    derivedBy: isOurs ? userInformationSteps : [],
    health: viewHealth,
  });
  scope.onClose(() => view.close());
  scope.onClose(() => server.drain(config.DRAIN_SECONDS * 1_000));
  const everySeconds = config.PROGRESS_SECONDS;
  const line = () => progressLine(view.rowCount(), view.takeSummary(), everySeconds);
  reportProgress({ scope, logger, everySeconds, line });
}

type Served = Omit<ViewOptions, 'store' | 'storePath' | 'cacheBytes' | 'onError'>;

async function start(parts: ViewParts, served: Served): Promise<View> {
  const { config, scope, shared, statePath } = parts;
  if (shared !== undefined) return startSharedView({ ...served, store: shared });
  if (config.VIEW_STORE === 'instances') {
    return startRouter({ ...served, log: parts.log, group: partitionsGroup(served.topic) });
  }
  const store = await parts.stores.open(served.topic);
  scope.onClose(() => store.close());
  return startView({
    ...served,
    store,
    storePath: join(statePath, served.topic),
    cacheBytes: config.CACHE_MEGABYTES * 1024 * 1024,
    onError: scope.fail,
  });
}
