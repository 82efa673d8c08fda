import { randomBytes } from 'node:crypto';
import type { EventLog } from '@user-information/event-log';
import type { Health, Logger } from '@user-information/observability';
import { topics, topicSpec } from '@user-information/schemas';
import type { SchemaRegistry } from '@user-information/serde';
import type { HttpServer, ServiceScope } from '@user-information/service';
import type { Config } from './config.ts';
import { joinControl } from './control/join-control.ts';
import { SourceFeed } from './events/source-feed.ts';
import { pageRoutes } from './http/page-routes.ts';
import { serviceUrls } from './service-urls.ts';
import { StageState } from './stage-state.ts';
import { visitUsers } from './visits/visit-users.ts';
import { watchAll } from './watch/watch-all.ts';

/** How often it is looked whether all services are ready. */
const lookEveryMs = 200;

export interface StageParts {
  readonly config: Config;
  readonly log: EventLog;
  readonly registry: SchemaRegistry;
  readonly logger: Logger;
  readonly health: Health;
  readonly server: HttpServer;
  readonly scope: ServiceScope;
  /** The folder of the page's sources. */
  readonly pageFolder: string;
}

/** Watches the services and their log, and serves the page that shows them. */
export async function startStage(parts: StageParts): Promise<void> {
  const { config, health, log, pageFolder, registry, scope, server } = parts;
  const page = health.component('page');
  const { users, tweets, follows, likes, userInformation } = topics;
  // Whoever starts first makes the topics.
  await log.createTopics(
    [users, tweets, follows, likes, userInformation].map((topic) =>
      topicSpec(topic, config.PARTITIONS),
    ),
  );
  const urls = serviceUrls(config);
  const control = joinControl(config, urls);
  if (control !== undefined) scope.onClose(() => control.close());
  const feed = new SourceFeed();
  const state = new StageState(feed, () => control?.isRunning === true);
  watchAll({ log, registry, scope, urls, feed, state });
  const leaving = new AbortController();
  const visits = { viewUrl: urls['user-info-http'], perSecond: config.VISITS_PER_SECOND };
  const visiting = visitUsers(visits, leaving.signal);
  scope.onClose(() => {
    leaving.abort();
    return visiting;
  });
  const token = randomBytes(16).toString('hex');
  await server.serve(pageRoutes({ pageFolder, token, urls, control, state, scope }));
  page.ready();
  tellWhenReady(parts, state);
}

/** Says where the page is once there is all of it to see: the last of many lines at the start. */
function tellWhenReady({ logger, scope, server }: StageParts, state: StageState): void {
  const timer = setInterval(() => {
    if (!state.isReady) return;
    clearInterval(timer);
    logger.info(`All services are ready. See them at work: ${server.url}`);
  }, lookEveryMs);
  scope.onClose(() => clearInterval(timer));
}
