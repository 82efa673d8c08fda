import type { JoinNode } from '../dsl/join-node.ts';
import type { ViewState } from './internal-format.ts';
import { splitEntry, viewStateCodec } from './internal-format.ts';

/** Whether a view's store holds an entry there, and not only what waits for its row. */
export function isViewEntry(join: JoinNode, stored: Buffer): boolean {
  const { row, view } = decode(join, stored);
  return join.table === undefined ? view !== null : row !== null;
}

/** An entry of a view's store, a join's as it is published; undefined while the table has no row for it. */
export async function viewValue(join: JoinNode, stored: Buffer): Promise<unknown> {
  const { row, view } = decode(join, stored);
  if (join.table !== undefined && row === null) return undefined;
  const folded = view === null ? undefined : await join.out.value.deserialize(view);
  if (join.table === undefined || row === null) return folded;
  return join.combine(folded, await join.table.topic.value.deserialize(row));
}

function decode(join: JoinNode, stored: Buffer): ViewState {
  return viewStateCodec.decode(splitEntry(stored).state, `Store "${join.out.name}"`);
}
