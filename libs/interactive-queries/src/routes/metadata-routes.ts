import { partitionFor } from '@user-information/event-log';
import type { FastifyInstance } from 'fastify';
import type { Instance } from '../cluster/instance.ts';
import { instanceMetadata } from '../cluster/instance.ts';
import { elsewhere, PassingProblem } from '../problems.ts';
import type { QueryContext } from '../query-context.ts';
import { queryKey } from '../query-key.ts';
import { storeNamed } from './store-named.ts';

/** Who is there, and who has what: `/metadata`, `/metadata/stores/:store` and `…/key/:key`. */
export function addMetadataRoutes(app: FastifyInstance, context: QueryContext): void {
  const { instances, stores } = context;
  const metadata = (instance: Instance) => instanceMetadata(instance, stores.stores);
  const all = async (): Promise<readonly Instance[]> => {
    const known = await instances.all();
    if (known.length > 0) return known;
    throw new PassingProblem('The group is between two assignments. Ask again.');
  };

  app.get('/metadata', async () => ({ result: (await all()).map(metadata) }));

  app.get<{ Params: { store: string } }>('/metadata/stores/:store', async ({ params }) => {
    const { name } = storeNamed(context, params.store);
    const described = (await all()).map(metadata);
    return { result: described.filter((it) => it['state-store-names'].includes(name)) };
  });

  app.get<{ Params: { store: string; key: string } }>(
    '/metadata/stores/:store/key/:key',
    async ({ params }) => {
      const { name, partitions } = storeNamed(context, params.store);
      const partition = partitionFor(queryKey(context, params.key).bytes, partitions);
      const owner = (await all()).find(({ active }) => active.has(partition));
      if (owner === undefined) throw elsewhere(name, partition);
      return { result: metadata(owner) };
    },
  );
}
