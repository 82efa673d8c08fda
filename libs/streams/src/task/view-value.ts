import type { JoinNode } from '../dsl/join-node.ts';
import type { ViewState } from './internal-format.ts';
import { viewStateCodec } from './internal-format.ts';

/** Whether a view's store holds an entry there, and not only what waits for its row. */
export function isViewEntry(join: JoinNode, stored: Buffer): boolean {
  return decode(join, stored).row !== null;
}

/** An entry of a view's store as it is published; undefined while the table has no row for it. */
export async function viewValue(join: JoinNode, stored: Buffer): Promise<unknown> {
  const { row, view } = decode(join, stored);
  if (row === null) return undefined;
  const folded = view === null ? undefined : await join.out.value.deserialize(view);
  return join.combine(folded, await join.table.topic.value.deserialize(row));
}

function decode(join: JoinNode, stored: Buffer): ViewState {
  return viewStateCodec.decode(stored, `Store "${join.out.name}"`);
}
