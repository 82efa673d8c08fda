import type { JoinNode, JoinNodeInput } from '../dsl/join-node.ts';
import type { Topology } from './topology.ts';

/** A topic that belongs to the application, and whose partition count follows another topic's. */
export interface InternalTopic {
  readonly name: string;
  readonly kind: 'changelog' | 'repartition';
  /** The topic that it must have as many partitions as. */
  readonly partitionsOf: string;
}

/** True for an input whose records travel through the repartition topic to reach their new key. */
export function isRekeyed(input: JoinNodeInput): boolean {
  return input.kind === 'grouped-table' || input.stream.by !== undefined;
}

/** The topic whose partitions those of the node's store are. */
function partitionsOf({ table, inputs }: JoinNode): string {
  const [first] = inputs;
  if (table !== undefined || first?.kind !== 'stream') return table?.topic.name ?? '';
  return first.stream.topic.name;
}

export function needsRepartition(join: JoinNode): boolean {
  return join.inputs.some(isRekeyed);
}

/** Where contributions travel under the key of the join's view. */
export function repartitionTopic(applicationId: string, join: JoinNode): string {
  return `${applicationId}-${join.out.name}-repartition`;
}

/** The store that remembers what each row of a grouped table last contributed. */
export function contributionsStore(tableTopic: string): string {
  return `${tableTopic}-contributions`;
}

/** The changelog topic of a store. */
export function changelogTopic(applicationId: string, store: string): string {
  return `${applicationId}-${store}-changelog`;
}

/** The stores of the topology with the topic whose partitions theirs follow. */
export function stores(
  topology: Topology,
): { readonly name: string; readonly partitionsOf: string }[] {
  return [
    ...topology.tables.map(({ store, topic }) => ({ name: store, partitionsOf: topic.name })),
    ...topology.groupedSources.map(({ table }) => ({
      name: contributionsStore(table.topic.name),
      partitionsOf: table.topic.name,
    })),
    ...topology.joins.map((join) => ({ name: join.out.name, partitionsOf: partitionsOf(join) })),
  ];
}

/** All repartition and changelog topics; the dead-letter topic is created beside them. */
export function internalTopics(topology: Topology): InternalTopic[] {
  const { applicationId, joins } = topology;
  return [
    ...joins.filter(needsRepartition).map((join) => ({
      name: repartitionTopic(applicationId, join),
      kind: 'repartition' as const,
      partitionsOf: partitionsOf(join),
    })),
    ...stores(topology).map((store) => ({
      name: changelogTopic(applicationId, store.name),
      kind: 'changelog' as const,
      partitionsOf: store.partitionsOf,
    })),
  ];
}

/** The topics that the application consumes: its sources and its repartition topics. */
export function sourceTopics(topology: Topology): string[] {
  const tables = topology.tables.map(({ topic }) => topic.name);
  const names = topology.joins.flatMap((join) => [
    ...(join.table === undefined ? [] : [join.table.topic.name]),
    ...join.inputs.map((input) =>
      input.kind === 'stream' ? input.stream.topic.name : input.grouped.table.topic.name,
    ),
    ...(needsRepartition(join) ? [repartitionTopic(topology.applicationId, join)] : []),
  ]);
  return [...new Set([...tables, ...names])];
}

/** For each join, the topics that must have the same number of partitions. */
export function copartitioned(join: JoinNode): string[] {
  const direct = join.inputs.flatMap((input) =>
    input.kind === 'stream' && !isRekeyed(input)
      ? [input.stream, ...input.stream.lookups].map(({ topic }) => topic.name)
      : [],
  );
  const published = join.table === undefined ? [] : [join.table.topic.name, join.out.name];
  return [...published, ...direct];
}
