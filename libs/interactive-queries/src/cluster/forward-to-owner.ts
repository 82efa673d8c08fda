import { QueryError } from '../errors.ts';
import { elsewhere, unknownStoreTitle } from '../problems.ts';
import type { QueryContext } from '../query-context.ts';
import type { PeerAnswer } from './peers.ts';

export interface ForwardedQuery {
  readonly store: string;
  readonly partition: number;
  /** Path and query, as the owner is asked. */
  readonly path: string;
  /** Whether a standby's answer will do while the owner gives none. */
  readonly mayBeStale?: boolean;
}

export type ForwardedAnswer = PeerAnswer & { readonly address: string };

/**
 * Asks the instance that works on a partition; when that gives no answer, once more: whoever the group
 * then says it is, or a standby where that will do. An answer is the value, or that there is none.
 * Fails with a `PassingProblem` while the partition is on its way, and else with a `QueryError`.
 */
export async function forwardToOwner(
  context: QueryContext,
  query: ForwardedQuery,
): Promise<ForwardedAnswer> {
  const { instances } = context;
  const { partition, mayBeStale = false } = query;
  try {
    return await ask(context, query, await instances.ownerOf(partition));
  } catch (error) {
    const isWrong = { isWrong: true };
    const standby = mayBeStale ? await instances.standbyOf(partition) : undefined;
    const next = standby ?? (await instances.ownerOf(partition, isWrong));
    if (next === undefined) throw error;
    return ask(context, query, next);
  }
}

/** Of an instance of another version, which says nothing of the key. */
function isUnknownStore({ body }: PeerAnswer): boolean {
  return body.includes(JSON.stringify(unknownStoreTitle));
}

async function ask(
  { address: self, metrics, peers }: QueryContext,
  { store, partition, path }: ForwardedQuery,
  address: string | undefined,
): Promise<ForwardedAnswer> {
  // Whoever comes here has seen that it is not here.
  if (address === undefined || address === self) throw elsewhere(store, partition);
  try {
    const answer = await peers.ask(address, path);
    if (answer.status === 200 || (answer.status === 404 && !isUnknownStore(answer))) {
      metrics.forwarded('answered');
      return { ...answer, address };
    }
    metrics.forwarded('refused');
    if (answer.status === 503) throw elsewhere(store, partition);
    throw new QueryError(
      'BAD_ANSWER',
      `The instance at ${address}, which has partition ${partition} of "${store}", answers with status ${answer.status}.`,
    );
  } catch (error) {
    if (error instanceof QueryError && error.code === 'UNREACHABLE')
      metrics.forwarded('unreachable');
    throw error;
  }
}
