import type { FastifyInstance } from 'fastify';
import { forwardToOwner } from '../cluster/forward-to-owner.ts';
import { peerJson } from '../cluster/peer-json.ts';
import { elsewhere } from '../problems.ts';
import type { QueryContext } from '../query-context.ts';
import { partitionsOf } from '../scan/partition-entries.ts';
import type { Scope } from '../scan/scan-query.ts';
import { whereQuery } from '../scan/scan-query.ts';
import { storeNamed } from './store-named.ts';

interface CountRoute {
  readonly Params: { readonly store: string };
  readonly Querystring: Readonly<Record<string, unknown>>;
}

/** `/stores/:store/approximate-num-entries`: how many entries, as of a moment ago. */
export function addCountRoute(app: FastifyInstance, context: QueryContext): void {
  app.get<CountRoute>('/stores/:store/approximate-num-entries', async ({ params, query }) => {
    const store = storeNamed(context, params.store);
    const where = whereQuery(query);
    const counts = await Promise.all(
      partitionsOf(context, store, where).map((partition) =>
        countOf(context, store.name, partition, where.scope),
      ),
    );
    return { result: counts.reduce((sum, count) => sum + count, 0) };
  });
}

async function countOf(
  context: QueryContext,
  store: string,
  partition: number,
  scope: Scope,
): Promise<number> {
  const here = context.stores.partition(store, partition);
  if (here?.role === 'active') return here.approximateCount();
  if (scope === 'local') throw elsewhere(store, partition);
  const name = encodeURIComponent(store);
  const path = `/stores/${name}/approximate-num-entries?partitions=${partition}`;
  const answer = await forwardToOwner(context, { store, partition, path });
  return (peerJson(answer) as { readonly result: number }).result;
}
