import type { EventLog } from '@user-information/event-log';
import { interactiveQueries } from '@user-information/interactive-queries';
import type { Metrics } from '@user-information/observability';
import { topics } from '@user-information/schemas';
import type { UserInformation } from '@user-information/schemas';
import type { SchemaRegistry } from '@user-information/serde';
import { avroJsonDeserializer, topicSerde } from '@user-information/serde';
import type { HttpServer, ServiceScope } from '@user-information/service';
import { describe } from '@user-information/streams';
import type { Streams } from '@user-information/streams';
import { typedTopics } from './typed-topics.ts';
import { userInformation } from './user-information.ts';
import { viewOfState } from './view-of-state.ts';

export interface QueryRoutesOptions {
  readonly log: Pick<EventLog, 'groupMembers'>;
  readonly registry: SchemaRegistry;
  readonly streams: Streams;
  /** `host:port` where other instances reach this one. */
  readonly address: string;
  readonly metrics: Metrics;
  readonly scope: Pick<ServiceScope, 'onClose'>;
}

type Routes = Parameters<HttpServer['serve']>[0];

/**
 * Interactive queries to the state of the join, `GET /users/:userId` as a replica answers it, and at
 * `GET /topology` what the join is, as a Mermaid flowchart.
 */
export async function queryRoutes(options: QueryRoutesOptions): Promise<Routes> {
  const { log, registry, streams, address, metrics, scope } = options;
  const { stores } = streams;
  const applicationId = 'join-service';
  const queries = interactiveQueries({ applicationId, log, stores, address, metrics });
  scope.onClose(() => queries.close());
  const value = topicSerde(topics.userInformation, registry);
  await value.open();
  const users = viewOfState({
    queries,
    stores,
    store: topics.userInformation.name,
    path: '/users/:userId',
    serialize: (row) => value.serialize(row as UserInformation),
    toJson: avroJsonDeserializer(registry),
    metrics,
  });
  const drawing = describe(userInformation(typedTopics(registry)));
  return async (app) => {
    app.get('/topology', (_request, reply) =>
      reply.type('text/plain; charset=utf-8').send(drawing),
    );
    await queries.routes(app);
    await users(app);
  };
}
