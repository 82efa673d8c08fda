import { problem } from '@user-information/service';
import { StoreUnreachableError } from '@user-information/state-store';
import type { FastifyInstance } from 'fastify';
import type { LocalPartitions } from './local-partitions.ts';
import { atLeastOf, entriesJson, keysOf, pageQueryOf, rowsJson } from './partition-json.ts';
import type { Role } from './partition-json.ts';

export interface PartitionRoutesOptions {
  readonly topic: string;
  readonly partitions: LocalPartitions;
  /** Null for a partition that is not here. */
  readonly roleOf: (partition: number) => Role | null;
}

/**
 * What a router asks of an instance, keys and rows in base64:
 * `GET /partitions/2`, `POST /partitions/2/read` and `POST /partitions/2/page`. With `atLeast`, an offset,
 * a copy that is behind it waits a moment. 421 for a partition that is not here.
 */
export function addPartitionRoutes(app: FastifyInstance, options: PartitionRoutesOptions): void {
  const { partitions, roleOf } = options;

  app.setErrorHandler((error, _request, reply) => {
    if (!(error instanceof StoreUnreachableError)) throw error;
    return reply.code(421).send(problem(421, 'Misdirected Request', error.message));
  });

  const here = (params: Path['Params']) => {
    const partition = partitionOf(params);
    const role = roleOf(partition);
    if (role === null) throw elsewhere(partition);
    return { partition, role };
  };

  app.get<Path>('/partitions/:partition', async ({ params }) => {
    const { partition, role } = here(params);
    return { role, ...(await partitions.state(partition)) };
  });

  app.post<Path>('/partitions/:partition/read', async ({ body, params }) => {
    const { partition, role } = here(params);
    await partitions.reaches(partition, atLeastOf(body));
    return { role, ...rowsJson(await partitions.read(partition, keysOf(body))) };
  });

  app.post<Path>('/partitions/:partition/page', async ({ body, params }) => {
    const { partition, role } = here(params);
    const { after, limit } = pageQueryOf(body);
    await partitions.reaches(partition, atLeastOf(body));
    return { role, ...entriesJson(await partitions.page(partition, after, limit)) };
  });
}

interface Path {
  Params: { readonly partition: string };
}

function partitionOf({ partition }: Path['Params']): number {
  if (/^\d{1,9}$/.test(partition)) return Number(partition);
  throw problem(400, 'Bad partition', `A partition is a number; it was "${partition}".`);
}

function elsewhere(partition: number): Error {
  return problem(421, 'Misdirected Request', `Partition ${partition} is not here.`);
}
