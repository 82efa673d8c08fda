import { partitionFor } from '@user-information/event-log';
import { problem } from '@user-information/service';
import type { StorePartition } from '@user-information/state-store';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { forwardedHeader } from '../cluster/peers.ts';
import { forwardToOwner } from '../cluster/forward-to-owner.ts';
import { elsewhere } from '../problems.ts';
import type { QueryContext } from '../query-context.ts';
import type { QueryKey } from '../query-key.ts';
import { queryKey } from '../query-key.ts';
import { flagQuery } from './flag-query.ts';
import { storeNamed } from './store-named.ts';

/** Set on an answer from a standby: how many records it lacks. */
const staleHeader = 'x-stale-by-records';

interface GetRoute {
  readonly Params: { readonly store: string; readonly key: string };
  readonly Querystring: Readonly<Record<string, unknown>>;
}

/** `/stores/:store/get/:key`: any instance answers for any key, asking the one that has it. */
export function addGetRoute(app: FastifyInstance, context: QueryContext): void {
  app.get<GetRoute>('/stores/:store/get/:key', async (request, reply) => {
    const { name, partitions } = storeNamed(context, request.params.store);
    const key = queryKey(context, request.params.key);
    const mayBeStale = flagQuery(request.query, 'stale');
    const partition = partitionFor(key.bytes, partitions);
    const here = context.stores.partition(name, partition);
    if (here?.role === 'active') return answer(here, name, key, reply);
    if (isForwarded(request)) {
      if (here === undefined || !mayBeStale) throw elsewhere(name, partition);
      return answer(here, name, key, reply);
    }
    const path = pathOf(name, key, mayBeStale);
    try {
      const found = await forwardToOwner(context, { store: name, partition, path, mayBeStale });
      const { [staleHeader]: staleBy, 'content-type': type } = found.headers;
      if (staleBy !== undefined) reply.header(staleHeader, staleBy);
      return await reply.code(found.status).header('content-type', type).send(found.body);
    } catch (error) {
      if (here === undefined || !mayBeStale) throw error;
      return answer(here, name, key, reply);
    }
  });
}

export function isForwarded({ headers }: FastifyRequest): boolean {
  return headers[forwardedHeader] !== undefined;
}

function pathOf(store: string, key: QueryKey, mayBeStale: boolean): string {
  const path = `/stores/${encodeURIComponent(store)}/get/${encodeURIComponent(key.text)}`;
  return mayBeStale ? `${path}?stale=true` : path;
}

async function answer(
  partition: StorePartition,
  store: string,
  key: QueryKey,
  reply: FastifyReply,
): Promise<{ response: unknown }> {
  if (partition.role === 'standby') reply.header(staleHeader, await partition.recordsBehind());
  const response = await partition.get(key.bytes);
  if (response !== undefined) return { response };
  throw problem(404, 'Not Found', `Store "${store}" has no key "${key.text}".`);
}
