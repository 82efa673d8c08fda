import type { Metrics } from '@user-information/observability';
import { utf8 } from '@user-information/serde';
import type { Deserializer, Serde } from '@user-information/serde';
import { problem } from '@user-information/service';
import type { FastifyInstance } from 'fastify';
import { addLookupRoutes } from '../lookup/lookup-routes.ts';
import { lookupPath } from '../lookup/lookup-path.ts';
import type { ViewProgress } from '../positions/view-progress.ts';
import { RowReader } from '../rows/row-reader.ts';
import type { QueriedRows } from './queried-rows.ts';
import { queriedRowSource } from './queried-rows.ts';

export interface QueriedViewOptions {
  /** What the view is called in errors. */
  readonly topic: string;
  /** The path of one row, `/users/:userId`; `/users` lists rows. */
  readonly path: string;
  /** How keys became bytes; UTF-8 when left out. */
  readonly keySerde?: Serde<string>;
  /** How values become JSON text. */
  readonly toJson: Deserializer<string>;
  readonly rows: QueriedRows;
  readonly metrics: Metrics;
}

/**
 * The routes of a view that is asked where it is made, for `HttpServer.serve`. It tells no positions and
 * waits for none: `?after=` is a 501, and there are neither events nor explanations.
 */
export function queriedViewRoutes(
  options: QueriedViewOptions,
): (app: FastifyInstance) => Promise<void> {
  const { keySerde = utf8, metrics, rows: queried, toJson, topic } = options;
  const path = lookupPath(options.path);
  const { partitionCount } = queried;
  const store = queriedRowSource(queried);
  const rows = new RowReader({ topic, partitionCount, store, toJson, metrics });
  const progress = withoutPositions(queried);
  const context = { path, topic, keySerde, rows, progress, readYourWrites: { wait: refuseToWait } };
  return async (app) => {
    await app.register(async (scope) => addLookupRoutes(scope, context));
  };
}

function withoutPositions(rows: QueriedRows): ViewProgress {
  return {
    partitionCount: rows.partitionCount,
    notReady: () => rows.notReady(),
    position: () => null,
    lagMs: () => null,
    recordsLeft: () => 0,
    whenApplied: () => () => undefined,
    onApplied: () => undefined,
  };
}

/** It must not be ignored: the answer might lack what the client knows of. */
async function refuseToWait({ after }: Readonly<Record<string, unknown>>): Promise<void> {
  if (after === undefined) return;
  throw problem(
    501,
    'Not Implemented',
    'This view is asked where it is made, and does not know positions: leave out after, or ask a replica.',
  );
}
