import type { EventLog } from '@user-information/event-log';
import type { Logger, Metrics } from '@user-information/observability';
import { utf8 } from '@user-information/serde';
import type { Deserializer, Serde } from '@user-information/serde';
import type { HttpServer } from '@user-information/service';
import { defaultEventLimits } from './events/event-limits.ts';
import type { EventLimits } from './events/event-limits.ts';
import { EventStreams } from './events/event-streams.ts';
import { addEventsRoute } from './events/events-route.ts';
import { addExplainRoute } from './explain/explain-route.ts';
import { SourceExplainer } from './explain/source-explainer.ts';
import { addLookupRoutes } from './lookup/lookup-routes.ts';
import { lookupPath } from './lookup/lookup-path.ts';
import { describeRoutes } from './openapi/describe-routes.ts';
import { ReadYourWrites } from './lookup/read-your-writes.ts';
import { Derivation } from './positions/derivation.ts';
import type { DerivationStep } from './positions/derivation-step.ts';
import type { ViewProgress } from './positions/view-progress.ts';
import type { RowCache } from './rows/row-cache.ts';
import { RowReader } from './rows/row-reader.ts';
import type { RowSource } from './rows/row-source.ts';

const maxWaiting = 1_000;

/** What a view is, and how it is asked for. */
export interface ServedViewOptions {
  readonly log: Pick<EventLog, 'committedOffsets' | 'describeTopic' | 'endOffsets' | 'read'>;
  /** The changelog topic that is the view. */
  readonly topic: string;
  /** The path of one row, `/users/:userId`; `/users` lists rows. */
  readonly path: string;
  /** How keys became bytes; UTF-8 when left out. */
  readonly keySerde?: Serde<string>;
  /** How values become JSON text. */
  readonly toJson: Deserializer<string>;
  /** How the topic is made from others, so that a read can wait for a write to those. */
  readonly derivedBy?: readonly DerivationStep[];
  /** Only those that differ from `defaultEventLimits`. */
  readonly eventLimits?: Partial<EventLimits>;
  readonly server: HttpServer;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

export interface ServeViewOptions extends ServedViewOptions {
  /** Holds what `storedRow` makes. */
  readonly store: RowSource;
  /** How far the store is. */
  readonly progress: ViewProgress;
  /** Only the one that the store's writer keeps right; none when left out. */
  readonly cache?: RowCache;
}

/**
 * Serves a view from a store that something else keeps right. Resolves, when it serves, with what ends
 * its streams of events; call that before the server is closed. Fails with a `ViewError` for a path or
 * a derivation that can't be.
 */
export async function serveView(options: ServeViewOptions): Promise<() => void> {
  const { cache, derivedBy = [], keySerde = utf8, log, logger, metrics } = options;
  const { progress, server, store, toJson, topic } = options;
  const path = lookupPath(options.path);
  const { partitionCount } = progress;
  const rows = new RowReader({ topic, partitionCount, store, toJson, cache, metrics });
  const derivation = new Derivation({ log, topic, steps: derivedBy, progress });
  const readYourWrites = new ReadYourWrites({ derivation, maxWaiting });
  const explainer = new SourceExplainer({ log, steps: derivedBy, derivation });
  const context = { path, topic, keySerde, rows, progress, readYourWrites };
  const limits = { ...defaultEventLimits, ...options.eventLimits };
  const streams = new EventStreams({ topic, rows, progress, limits, metrics, logger });
  await server.serve(async (app) => {
    await describeRoutes(app, topic);
    addLookupRoutes(app, context);
    addEventsRoute(app, context, streams);
    addExplainRoute(app, context, explainer, derivedBy);
  });
  return () => streams.close();
}
