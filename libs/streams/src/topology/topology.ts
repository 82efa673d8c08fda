import type { JoinNode } from '../dsl/join-node.ts';
import type { GroupedTable } from '../dsl/grouped-table.ts';
import type { KTable } from '../dsl/ktable.ts';
import { StoredTable } from '../dsl/ktable.ts';
import { validate } from './validate.ts';

/** A table whose rows are grouped: the store that remembers what each row last contributed. */
export interface GroupedSource {
  readonly table: KTable<unknown, unknown>;
  readonly groups: readonly {
    readonly group: GroupedTable<unknown, unknown>;
    readonly join: JoinNode;
  }[];
}

/** What a streams application does, as a value: validated, and run, drawn or tested elsewhere. */
export interface Topology {
  /** Names the consumer group and begins the names of internal topics. */
  readonly applicationId: string;
  /** The tables that are kept in a store of their own. */
  readonly tables: readonly StoredTable<unknown, unknown>[];
  /** In the order in which one needs the other: a join before the joins that read its result. */
  readonly joins: readonly JoinNode[];
  readonly groupedSources: readonly GroupedSource[];
}

/** What `join` and `aggregate` return, and stored tables, whatever their types. */
export type View = Pick<KTable<unknown, unknown>, 'origin'>;

/**
 * The topology that maintains these views, and every view that they are made from.
 * Fails with a `StreamsError` INVALID_TOPOLOGY that names all that is wrong.
 */
export function topology(applicationId: string, ...views: readonly View[]): Topology {
  const joins: JoinNode[] = [];
  for (const view of views) collectJoins(view, joins);
  const tables = storedTables(views, joins);
  const result = { applicationId, tables, joins, groupedSources: groupedSources(joins) };
  validate(result, views.length);
  return result;
}

function collectJoins(view: View, joins: JoinNode[]): void {
  const node = view.origin;
  if (node === undefined || joins.includes(node)) return;
  if (node.table !== undefined) collectJoins(node.table, joins);
  for (const input of node.inputs) {
    if (input.kind === 'grouped-table') collectJoins(input.grouped.table, joins);
  }
  joins.push(node);
}

function storedTables(
  views: readonly View[],
  joins: readonly JoinNode[],
): StoredTable<unknown, unknown>[] {
  const read = joins.flatMap(({ table, inputs }) => [
    table,
    ...inputs.flatMap((input): readonly unknown[] =>
      input.kind === 'stream' ? input.stream.lookups : [input.grouped.table],
    ),
  ]);
  const all = new Set<unknown>([...views, ...read]);
  return [...all].filter((it) => it instanceof StoredTable);
}

function groupedSources(joins: readonly JoinNode[]): GroupedSource[] {
  const byTopic = new Map<
    string,
    { table: GroupedSource['table']; groups: GroupedSource['groups'][number][] }
  >();
  for (const join of joins) {
    for (const input of join.inputs) {
      if (input.kind !== 'grouped-table') continue;
      const { table } = input.grouped;
      const source = byTopic.get(table.topic.name) ?? { table, groups: [] };
      source.groups.push({ group: input.grouped, join });
      byTopic.set(table.topic.name, source);
    }
  }
  return [...byTopic.values()];
}
