import type { JoinNode } from '../dsl/join-node.ts';
import { inputName, nodeTitle } from '../dsl/join-node.ts';
import {
  contributionsStore,
  isRekeyed,
  needsRepartition,
  repartitionTopic,
} from './internal-topics.ts';
import type { Topology } from './topology.ts';

/**
 * The topology as a Mermaid flowchart: topics are stadiums, stores are cylinders, steps are boxes.
 * The text is the same for the same topology, so it can be kept beside documents and compared.
 */
export function describe(topology: Topology): string {
  const ids = new Map<string, string>();
  /** The shape where a node is first named, its id alone from then on. */
  const node = (name: string, shape: (id: string) => string): string => {
    const known = ids.get(name);
    if (known !== undefined) return known;
    const id = `n${ids.size}`;
    ids.set(name, id);
    return shape(id);
  };
  const topic = (name: string) => node(`topic ${name}`, (id) => `${id}([${name}])`);
  const store = (name: string) => node(`store ${name}`, (id) => `${id}[(${name})]`);
  const step = (name: string) => node(`step ${name}`, (id) => `${id}["${name}"]`);
  const lines: string[] = [];
  for (const { store: name, topic: from } of topology.tables) {
    lines.push(`${topic(from.name)} --> ${store(name)}`);
  }
  for (const { table, groups } of topology.groupedSources) {
    const name = table.topic.name;
    lines.push(`${topic(name)} --> ${step(`re-key ${name}`)}`);
    lines.push(`${step(`re-key ${name}`)} <--> ${store(contributionsStore(name))}`);
    for (const { group, join } of groups) {
      const repartition = topic(repartitionTopic(topology.applicationId, join));
      lines.push(`${step(`re-key ${name}`)} -- ${group.name} --> ${repartition}`);
    }
  }
  for (const join of topology.joins) {
    lines.push(...joinLines(topology, join, { topic, store, step }));
  }
  return ['flowchart LR', ...lines.map((line) => `  ${line}`), ''].join('\n');
}

type Shape = (name: string) => string;

function joinLines(
  topology: Topology,
  join: JoinNode,
  { topic, store, step }: { topic: Shape; store: Shape; step: Shape },
): string[] {
  const view = () => step(nodeTitle(join));
  const repartition = () => topic(repartitionTopic(topology.applicationId, join));
  const lines = join.table === undefined ? [] : [`${topic(join.table.topic.name)} --> ${view()}`];
  if (needsRepartition(join)) lines.push(`${repartition()} --> ${view()}`);
  for (const input of join.inputs) {
    if (input.kind !== 'stream') continue;
    const from = topic(input.stream.topic.name);
    if (isRekeyed(input)) lines.push(`${from} -- ${inputName(input)} --> ${repartition()}`);
    else lines.push(`${from} --> ${view()}`);
    for (const table of input.stream.lookups) lines.push(`${store(table.store)} --> ${view()}`);
  }
  lines.push(`${view()} <--> ${store(join.out.name)}`);
  if (join.table !== undefined) lines.push(`${view()} --> ${topic(join.out.name)}`);
  return lines;
}
