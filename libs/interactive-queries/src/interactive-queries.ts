import { GroupWatch } from '@user-information/event-log';
import type { EventLog } from '@user-information/event-log';
import type { Metrics } from '@user-information/observability';
import { utf8 } from '@user-information/serde';
import type { Serde } from '@user-information/serde';
import type { QueryableStores } from '@user-information/state-store';
import type { FastifyInstance } from 'fastify';
import { clusterStore } from './cluster-store.ts';
import type { ClusterStore } from './cluster-store.ts';
import { Instances } from './cluster/instances.ts';
import { Peers } from './cluster/peers.ts';
import { readProblem } from './problems.ts';
import type { QueryContext } from './query-context.ts';
import type { QueryLimits } from './query-limits.ts';
import { defaultQueryLimits } from './query-limits.ts';
import { QueryMetrics } from './query-metrics.ts';
import { addCountRoute } from './routes/count-route.ts';
import { addGetRoute } from './routes/get-route.ts';
import { addMetadataRoutes } from './routes/metadata-routes.ts';
import { addScanRoutes } from './routes/scan-routes.ts';
import { storeNamed } from './routes/store-named.ts';

export interface InteractiveQueryOptions {
  /** The consumer group of the application: its instances are the group's members. */
  readonly applicationId: string;
  readonly log: Pick<EventLog, 'groupMembers'>;
  /** Of the running topology on this instance. */
  readonly stores: QueryableStores;
  /** `host:port` of this instance, as the group was told. */
  readonly address: string;
  /** How keys became bytes; UTF-8 when left out. */
  readonly keySerde?: Serde<string>;
  /** Only those that differ from `defaultQueryLimits`. */
  readonly limits?: Partial<QueryLimits>;
  readonly metrics: Metrics;
}

/** Questions to the state of a running application, over HTTP. */
export interface InteractiveQueries {
  /** Adds the routes `/metadata…` and `/stores…`; for `HttpServer.serve`. */
  readonly routes: (app: FastifyInstance) => Promise<void>;
  /** A store of the application over all its instances; fails for a name that none has. */
  store(name: string): ClusterStore;
  /** Ends the connections to other instances. */
  close(): void;
}

const groupTimes = { everyMs: 1_000, everyMsWhenWrong: 100 };
const usableMs = 10_000;
const maxPeerAnswerBytes = 64 * 1024 * 1024;
const maxPeerConnections = 64;

/**
 * Serves the stores of a streams application where they are: any instance answers for any key, asking
 * the one that works on it. What can't be answered is an error, never an answer that may be wrong.
 */
export function interactiveQueries(options: InteractiveQueryOptions): InteractiveQueries {
  const { applicationId, log, stores, address, keySerde = utf8, metrics } = options;
  const limits = { ...defaultQueryLimits, ...options.limits };
  const peers = new Peers({
    address,
    timeoutMs: limits.peerTimeoutMs,
    maxAnswerBytes: maxPeerAnswerBytes,
    maxConnections: maxPeerConnections,
  });
  const group = new GroupWatch({
    log,
    group: applicationId,
    ...groupTimes,
    limitMs: limits.peerTimeoutMs,
  });
  const context: QueryContext = {
    stores,
    peers,
    address,
    keySerde,
    limits,
    instances: new Instances({ group, usableMs }),
    metrics: new QueryMetrics(metrics),
  };
  return {
    routes: async (app) => {
      await app.register(async (scope) => {
        scope.setErrorHandler((error, _request, reply) => {
          throw readProblem(error, reply);
        });
        addMetadataRoutes(scope, context);
        addGetRoute(scope, context);
        addScanRoutes(scope, context);
        addCountRoute(scope, context);
      });
    },
    store: (name) => clusterStore(context, storeNamed(context, name)),
    close: () => peers.close(),
  };
}
