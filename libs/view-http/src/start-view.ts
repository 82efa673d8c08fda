import type { HealthComponent, Tracer } from '@user-information/observability';
import type { StateStore } from '@user-information/state-store';
import { openReplica } from './replica/open-replica.ts';
import type { Replica } from './replica/open-replica.ts';
import { RowCache } from './rows/row-cache.ts';
import { serveView } from './serve-view.ts';
import type { ServedViewOptions } from './serve-view.ts';

const defaultCacheBytes = 32 * 1024 * 1024;

export interface ViewOptions extends ServedViewOptions {
  /** Where the replica is kept; written by nobody else, and closed after the view. */
  readonly store: StateStore;
  /** Where the store is, for the error that says to delete it. */
  readonly storePath: string;
  /** Memory for rows that were asked for last; 32 MB when left out, 0 for none. */
  readonly cacheBytes?: number;
  /** Ready once the view has all that the log had when it started. */
  readonly health: HealthComponent;
  /** Tells when what a traced request changed is served; left out: nothing is traced. */
  readonly tracer?: Tracer | undefined;
  /** The view has stopped for good, for this reason. */
  readonly onError: (error: unknown) => void;
}

/** A view that is kept and served. */
export interface View extends Pick<Replica, 'rowCount' | 'takeSummary'> {
  /** Ends the streams of events, then the server, then the replica. The log and the store stay open. */
  close(): Promise<void>;
}

/**
 * Keeps a replica of a changelog topic and serves it by key: the whole of a lookup service. Resolves
 * when it serves, which is 503 until it has caught up. Fails with a `ViewError` for a path or a store
 * that can't be.
 */
export async function startView(options: ViewOptions): Promise<View> {
  const { cacheBytes = defaultCacheBytes, metrics, server } = options;
  const cache = new RowCache({ maxBytes: cacheBytes, metrics });
  const replica = await openReplica({ ...options, cache });
  const endStreams = await serveView({ ...options, progress: replica, cache });
  replica.start();
  return {
    rowCount: () => replica.rowCount(),
    takeSummary: () => replica.takeSummary(),
    close: async () => {
      endStreams();
      await server.close();
      await replica.close();
    },
  };
}
