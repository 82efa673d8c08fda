import type { Metrics } from '@user-information/observability';
import { SerdeError, utf8 } from '@user-information/serde';
import type { Deserializer, Serde } from '@user-information/serde';
import { problem, sendProblem } from '@user-information/service';
import type { StoreReader } from '@user-information/state-store';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { UndecodableValueError } from '../errors.ts';
import { cacheKey } from '../row-cache.ts';
import type { RowCache } from '../row-cache.ts';
import { keyProblem } from './key-problem.ts';
import { listRows } from './list-rows.ts';
import { lookupPath } from './lookup-path.ts';
import type { LookupPath } from './lookup-path.ts';
import { pageQuery } from './page-query.ts';
import { RowReader } from './row-reader.ts';

export interface LookupOptions {
  /** The path of one row, `/users/:userId`; `/users` lists rows. */
  readonly path: string;
  /** The topic that the store is a copy of, for errors and metrics. */
  readonly topic: string;
  readonly store: StoreReader;
  /** How keys became bytes; UTF-8 when left out. */
  readonly keySerde?: Serde<string>;
  /** How values become JSON text. */
  readonly toJson: Deserializer<string>;
  /** Only the one that the store's replica keeps right; none when left out. */
  readonly cache?: RowCache;
  readonly metrics: Metrics;
}

const jsonType = 'application/json; charset=utf-8';

/**
 * Serves a store by key: `GET /users/:userId` is 200 with the value as JSON or 404, and
 * `GET /users?limit=20&after=…` is `{ "items": […], "next": … }`, in key order, where `next` is the
 * path of the next page or null. HEAD works on both. Errors are problems (RFC 9457).
 */
export function lookupRoutes(app: FastifyInstance, options: LookupOptions): void {
  const path = lookupPath(options.path);
  const rows = new RowReader(options);
  addRowRoute(app, path, options, rows);
  addListRoute(app, path, options, rows);
}

function addRowRoute(
  app: FastifyInstance,
  path: LookupPath,
  { cache, keySerde = utf8, topic }: LookupOptions,
  rows: RowReader,
): void {
  app.get(path.row, (request, reply) => {
    const key = (request.params as Record<string, string>)[path.parameter] ?? '';
    const keyBytes = serializeKey(keySerde, key);
    const id = cacheKey(keyBytes);
    const cached = cache?.get(id);
    if (cached === undefined) return readRow(reply, key, id, keyBytes);
    // Without a promise: a row from the cache is answered in the same turn.
    reply.header('content-type', jsonType).send(cached);
    return undefined;
  });

  async function readRow(reply: FastifyReply, key: string, id: string, keyBytes: Buffer) {
    const read = (): Promise<string | undefined> => rows.read(keyBytes, key);
    try {
      const row = await (cache === undefined ? read() : cache.load(id, read));
      if (row !== undefined) return await reply.header('content-type', jsonType).send(row);
      return await sendProblem(
        reply,
        404,
        'Not Found',
        `No row of "${topic}" has the key "${key}".`,
      );
    } catch (error) {
      if (!(error instanceof UndecodableValueError)) throw error;
      return sendProblem(reply, 500, 'Undecodable value', error.message, { topic, key });
    }
  }
}

function addListRoute(
  app: FastifyInstance,
  path: LookupPath,
  { keySerde = utf8, store }: LookupOptions,
  rows: RowReader,
): void {
  app.get(path.collection, async (request, reply) => {
    const { limit, after } = pageQuery(request.query as Record<string, unknown>);
    const afterBytes = after === null ? null : serializeKey(keySerde, after);
    const page = await listRows({ store, rows, keySerde }, limit, afterBytes);
    const next =
      page.lastKey === null
        ? null
        : `${path.collection}?limit=${limit}&after=${encodeURIComponent(page.lastKey)}`;
    const undecodable =
      page.undecodable.length === 0 ? '' : `,"undecodable":${JSON.stringify(page.undecodable)}`;
    return reply
      .header('content-type', jsonType)
      .send(`{"items":[${page.items.join()}],"next":${JSON.stringify(next)}${undecodable}}`);
  });
}

function serializeKey(keySerde: Serde<string>, key: string): Buffer {
  const wrong = keyProblem(key);
  if (wrong !== null) throw problem(400, 'Bad key', wrong);
  try {
    return keySerde.serialize(key);
  } catch (error) {
    if (error instanceof SerdeError) throw problem(400, 'Bad key', error.message);
    throw error;
  }
}
