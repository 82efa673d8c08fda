import { problem } from '@user-information/service';
import type { StoreDescription, StoredEntry } from '@user-information/state-store';
import { elsewhere } from '../problems.ts';
import type { QueryContext } from '../query-context.ts';
import { remotePartition } from './remote-partition.ts';
import type { ScanQuery } from './scan-query.ts';

/**
 * The partitions of a store that a query is about. Throws a `PassingProblem` before this instance was
 * told which are its own, and a problem of status 400 for one that the store has not.
 */
export function partitionsOf(
  { stores }: Pick<QueryContext, 'stores'>,
  { name, partitions: count }: StoreDescription,
  { scope, partitions }: Pick<ScanQuery, 'scope' | 'partitions'>,
): readonly number[] {
  const wrong = partitions?.find((partition) => partition >= count);
  if (wrong !== undefined) {
    throw problem(
      400,
      'Bad query',
      `Store "${name}" has partitions 0 to ${count - 1}, not ${wrong}.`,
    );
  }
  if (partitions !== undefined) return partitions;
  if (scope === 'cluster') return Array.from({ length: count }, (_, partition) => partition);
  const assigned = stores.assigned();
  if (assigned === undefined) throw elsewhere(name, 0);
  return assigned.filter((partition) => partition < count);
}

/** The entries of one partition, from here or, for the whole cluster, from where they are. */
export function partitionEntries(
  context: QueryContext,
  name: string,
  partition: number,
  { scope, range, limit }: Pick<ScanQuery, 'scope' | 'range' | 'limit'>,
): AsyncIterable<StoredEntry> {
  const here = context.stores.partition(name, partition);
  if (here?.role === 'active') return here.range(range);
  if (scope === 'local') throw elsewhere(name, partition);
  return remotePartition(context, { store: name, partition, range, limit });
}
