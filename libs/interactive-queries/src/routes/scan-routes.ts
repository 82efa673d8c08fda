import { Readable } from 'node:stream';
import { askedKeyText } from '@user-information/serde';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PassingProblem } from '../problems.ts';
import type { QueryContext } from '../query-context.ts';
import { mergeEntries } from '../scan/merge-entries.ts';
import { pageText } from '../scan/page-text.ts';
import { partitionEntries, partitionsOf } from '../scan/partition-entries.ts';
import { scanQuery } from '../scan/scan-query.ts';
import { isForwarded } from './get-route.ts';
import { storeNamed } from './store-named.ts';

interface ScanRoute {
  readonly Params: { readonly store: string };
  readonly Querystring: Readonly<Record<string, unknown>>;
}

/** Pages for other instances, which are short, must not be refused for those of clients. */
const forwardedTimes = 10;

const jsonType = 'application/json; charset=utf-8';

/** `/stores/:store/all` and `/stores/:store/range?from&to`: entries in key order, a page at a time. */
export function addScanRoutes(app: FastifyInstance, context: QueryContext): void {
  let underWay = 0;

  const send = async (
    request: FastifyRequest<ScanRoute>,
    reply: FastifyReply,
    bounds: readonly ('from' | 'to')[],
  ): Promise<FastifyReply> => {
    const store = storeNamed(context, request.params.store);
    const query = scanQuery(context, request.query, bounds);
    const partitions = partitionsOf(context, store, query);
    const most = context.limits.pages * (isForwarded(request) ? forwardedTimes : 1);
    if (underWay >= most) {
      throw new PassingProblem(`${underWay} pages are being sent already. Ask again.`);
    }
    const sources = partitions.map((it) => partitionEntries(context, store.name, it, query));
    const path = request.url.split('?')[0] ?? '';
    const pieces = pageText(mergeEntries(sources), {
      limit: query.limit,
      keyText: (key) => askedKeyText(context.keySerde, key, context.limits.keyBytes),
      next: (lastKey) => path + query.next(lastKey),
    });
    underWay += 1;
    const ended = (): void => void (underWay -= 1);
    // Once a piece is sent, all that is left to say of a failure is to break off.
    const first = await pieces.next().catch((error: unknown) => {
      ended();
      throw error;
    });
    const page = Readable.from(startingWith(first, pieces), {
      signal: AbortSignal.timeout(context.limits.pageTimeoutMs),
    });
    return reply.header('content-type', jsonType).send(page.once('close', ended));
  };

  app.get<ScanRoute>('/stores/:store/all', (request, reply) => send(request, reply, []));
  app.get<ScanRoute>('/stores/:store/range', (request, reply) =>
    send(request, reply, ['from', 'to']),
  );
}

async function* startingWith(
  first: IteratorResult<string, void>,
  rest: AsyncGenerator<string, void, undefined>,
): AsyncGenerator<string, void, undefined> {
  if (first.done === true) return;
  try {
    yield first.value;
    yield* rest;
  } finally {
    await rest.return();
  }
}
