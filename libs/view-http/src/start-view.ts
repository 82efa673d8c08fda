import type { EventLog } from '@user-information/event-log';
import type { HealthComponent, Logger, Metrics } from '@user-information/observability';
import { utf8 } from '@user-information/serde';
import type { Deserializer, Serde } from '@user-information/serde';
import type { HttpServer } from '@user-information/service';
import type { StateStore } from '@user-information/state-store';
import { addLookupRoutes } from './lookup/lookup-routes.ts';
import { lookupPath } from './lookup/lookup-path.ts';
import { ReadYourWrites } from './lookup/read-your-writes.ts';
import { Derivation } from './positions/derivation.ts';
import type { DerivationStep } from './positions/derivation-step.ts';
import { openReplica } from './replica/open-replica.ts';
import type { Replica } from './replica/open-replica.ts';
import { RowCache } from './rows/row-cache.ts';
import { RowReader } from './rows/row-reader.ts';

const defaultCacheBytes = 32 * 1024 * 1024;
const maxWaiting = 1_000;

export interface ViewOptions {
  readonly log: Pick<EventLog, 'committedOffsets' | 'describeTopic' | 'endOffsets' | 'read'>;
  /** The changelog topic that is the view. */
  readonly topic: string;
  /** The path of one row, `/users/:userId`; `/users` lists rows. */
  readonly path: string;
  /** How keys became bytes; UTF-8 when left out. */
  readonly keySerde?: Serde<string>;
  /** How values become JSON text. */
  readonly toJson: Deserializer<string>;
  /** Where the replica is kept; written by nobody else, and closed after the view. */
  readonly store: StateStore;
  /** Where the store is, for the error that says to delete it. */
  readonly storePath: string;
  /** How the topic is made from others, so that a read can wait for a write to those. */
  readonly derivedBy?: readonly DerivationStep[];
  /** Memory for rows that were asked for last; 32 MB when left out, 0 for none. */
  readonly cacheBytes?: number;
  readonly server: HttpServer;
  readonly metrics: Metrics;
  readonly logger: Logger;
  /** Ready once the view has all that the log had when it started. */
  readonly health: HealthComponent;
  /** The view has stopped for good, for this reason. */
  readonly onError: (error: unknown) => void;
}

/** A view that is kept and served. */
export interface View extends Pick<Replica, 'rowCount' | 'takeSummary'> {
  /** Ends the server first, then the replica. The log and the store stay open. */
  close(): Promise<void>;
}

/**
 * Keeps a replica of a changelog topic and serves it by key: the whole of a lookup service. Resolves
 * when it serves, which is 503 until it has caught up. Fails with a `ViewError` for a path or a store
 * that can't be.
 */
export async function startView(options: ViewOptions): Promise<View> {
  const { cacheBytes = defaultCacheBytes, derivedBy = [], keySerde = utf8 } = options;
  const { log, metrics, server, store, toJson, topic } = options;
  const path = lookupPath(options.path);
  const cache = new RowCache({ maxBytes: cacheBytes, metrics });
  const replica = await openReplica({ ...options, cache });
  const { partitionCount } = replica;
  const rows = new RowReader({ topic, partitionCount, store, toJson, cache, metrics });
  const derivation = new Derivation({ log, topic, steps: derivedBy, progress: replica });
  const readYourWrites = new ReadYourWrites({ derivation, maxWaiting });
  const context = { path, topic, keySerde, rows, progress: replica, readYourWrites };
  await server.serve((app) => addLookupRoutes(app, context));
  replica.start();
  return {
    rowCount: () => replica.rowCount(),
    takeSummary: () => replica.takeSummary(),
    close: async () => {
      await server.close();
      await replica.close();
    },
  };
}
