import { partitionFor } from '@user-information/event-log';
import { problem } from '@user-information/service';
import { StateStoreError, StoreUnreachableError } from '@user-information/state-store';
import type { StoreDescription, StoredEntry, StoredRange } from '@user-information/state-store';
import { forwardToOwner } from './cluster/forward-to-owner.ts';
import { peerJson } from './cluster/peer-json.ts';
import { QueryError } from './errors.ts';
import { PassingProblem } from './problems.ts';
import type { QueryContext } from './query-context.ts';
import { mergeEntries } from './scan/merge-entries.ts';
import { partitionEntries } from './scan/partition-entries.ts';

/**
 * A store over all instances, for other routes to read; values of other instances are as JSON has them.
 * Reads fail with a `StoreUnreachableError` while a partition is moved or restored, and with a problem of
 * status 502 when the instance that has it can't be reached.
 */
export interface ClusterStore {
  readonly partitions: number;
  /** Undefined for a key that has no value. */
  get(key: Buffer): Promise<unknown>;
  /** Entries in key order; of each partition no more than `limit` are needed. */
  range(range: StoredRange, limit: number): AsyncIterable<StoredEntry>;
}

export function clusterStore(
  context: QueryContext,
  { name, partitions }: StoreDescription,
): ClusterStore {
  const failure = (error: unknown): unknown => {
    if (error instanceof QueryError) return problem(502, 'Bad Gateway', error.message);
    const isPassing =
      error instanceof PassingProblem ||
      (error instanceof StateStoreError && error.code === 'CLOSED');
    if (!isPassing) return error;
    const reason = 'a part of it is being moved or restored';
    return new StoreUnreachableError(`Store "${name}"`, reason, { cause: error });
  };

  const find = async (key: Buffer): Promise<unknown> => {
    const partition = partitionFor(key, partitions);
    const here = context.stores.partition(name, partition);
    if (here?.role === 'active') return here.get(key);
    const text = encodeURIComponent(await context.keySerde.deserialize(key));
    const path = `/stores/${encodeURIComponent(name)}/get/${text}`;
    const answer = await forwardToOwner(context, { store: name, partition, path });
    if (answer.status === 404) return undefined;
    return (peerJson(answer) as { readonly response: unknown }).response;
  };

  return {
    partitions,
    get: (key) =>
      find(key).catch((error: unknown) => {
        throw failure(error);
      }),
    range: async function* (range, limit) {
      try {
        const query = { scope: 'cluster', range, limit } as const;
        const all = Array.from({ length: partitions }, (_, partition) => partition);
        yield* mergeEntries(all.map((it) => partitionEntries(context, name, it, query)));
      } catch (error) {
        throw failure(error);
      }
    },
  };
}
