import type { StoredEntry, StoredRange } from '@user-information/state-store';
import { forwardToOwner } from '../cluster/forward-to-owner.ts';
import { peerJson } from '../cluster/peer-json.ts';
import type { QueryContext } from '../query-context.ts';

/** How many entries another instance is asked for at a time. */
const pageEntries = 500;

export interface RemotePartition {
  readonly store: string;
  readonly partition: number;
  readonly range: StoredRange;
  /** The reader wants no more than so many. */
  readonly limit: number;
}

interface Page {
  readonly result: readonly { readonly key: string; readonly value: unknown }[];
  readonly next: string | null;
}

/** The entries of a partition that another instance has, page by page, wherever it moves meanwhile. */
export async function* remotePartition(
  context: QueryContext,
  { store, partition, range, limit }: RemotePartition,
): AsyncGenerator<StoredEntry, void, undefined> {
  const { keySerde } = context;
  const text = async (key: Buffer) => keySerde.deserialize(key);
  const query = new URLSearchParams({
    partitions: String(partition),
    limit: String(Math.min(limit + 1, pageEntries, context.limits.pageEntries)),
  });
  if (range.gte !== undefined) query.set('from', await text(range.gte));
  if (range.lte !== undefined) query.set('to', await text(range.lte));
  if (range.gt !== undefined) query.set('after', await text(range.gt));
  for (;;) {
    const path = `/stores/${encodeURIComponent(store)}/range?${query.toString()}`;
    const answer = await forwardToOwner(context, { store, partition, path });
    const { result, next } = peerJson(answer) as Page;
    for (const { key, value } of result) yield { key: keySerde.serialize(key), value };
    if (next === null) return;
    query.set('after', result.at(-1)?.key ?? '');
  }
}
