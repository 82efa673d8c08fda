import type { JoinNode } from '../dsl/join-node.ts';
import { inputName, nodeTitle } from '../dsl/join-node.ts';
import { StreamsError } from '../errors.ts';
import { internalTopics, isRekeyed } from './internal-topics.ts';
import type { Topology } from './topology.ts';

const validName = /^[a-zA-Z0-9._-]{1,249}$/;

/** Fails with INVALID_TOPOLOGY and a line for each thing that is wrong. */
export function validate(topology: Topology, views: number): void {
  const problems = [
    ...(views === 0 || (topology.joins.length === 0 && topology.tables.length === 0)
      ? ['it maintains no view: pass the result of join or count']
      : []),
    ...badNames(topology),
    ...repeated(topology.joins.filter(isPublished).map((join) => join.out.name)).map(
      (name) => `two joins publish to "${name}": give each a topic of its own`,
    ),
    ...repeatedStores(topology),
    ...topology.joins.flatMap(joinProblems),
    ...mixedTables(topology),
  ];
  if (problems.length === 0) return;
  throw new StreamsError(
    'INVALID_TOPOLOGY',
    `Topology "${topology.applicationId}" is invalid: ${problems.join('; ')}.`,
  );
}

function badNames(topology: Topology): string[] {
  const names = [
    topology.applicationId,
    ...internalTopics(topology).map((topic) => topic.name),
    ...topology.joins.flatMap((join) => join.inputs.map(inputName)),
  ];
  return [...new Set(names)]
    .filter((name) => !validName.test(name))
    .map((name) => `"${name}" is no valid name: use 1 to 249 of a-z A-Z 0-9 . _ -`);
}

function joinProblems(join: JoinNode): string[] {
  const to = `the ${nodeTitle(join)}`;
  const reads = [
    ...(join.table === undefined ? [] : [join.table.topic.name]),
    ...join.inputs.map(
      (input) => (input.kind === 'stream' ? input.stream : input.grouped.table).topic.name,
    ),
  ];
  return [
    ...(isPublished(join) && reads.includes(join.out.name)
      ? [`${to} reads the topic that it writes`]
      : []),
    ...repeated(join.inputs.map(inputName)).map(
      (name) =>
        `${to} has two inputs named "${name}": give each groupBy and selectKey its own name`,
    ),
    ...join.inputs.flatMap((input) =>
      input.kind === 'stream' &&
      !isRekeyed(input) &&
      input.stream.topic.name === join.table?.topic.name
        ? [`${to} reads "${input.stream.topic.name}" both as its table and as a stream`]
        : [],
    ),
  ];
}

function isPublished({ table }: JoinNode): boolean {
  return table !== undefined;
}

function repeatedStores({ joins, tables }: Topology): string[] {
  const names = [
    ...tables.map(({ store }) => store),
    // Two joins to one topic are told of as such.
    ...new Set(joins.filter(isPublished).map((join) => join.out.name)),
    ...joins.filter((join) => !isPublished(join)).map((join) => join.out.name),
  ];
  return repeated(names).map((name) => `two stores are named "${name}": give each its own name`);
}

/** One store remembers the contributions of a topic, so all its groupings must be read alike. */
function mixedTables(topology: Topology): string[] {
  return topology.groupedSources
    .filter((source) => source.groups.some(({ group }) => group.table !== source.table))
    .map(
      ({ table }) =>
        `"${table.topic.name}" is grouped through two tables: make one with table(…) and group that`,
    );
}

function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, i) => names.indexOf(name) !== i))];
}
