import type { JoinNode } from '../dsl/join-node.ts';
import { inputName } from '../dsl/join-node.ts';
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
  const id = (kind: string, name: string): string => {
    const key = `${kind} ${name}`;
    if (!ids.has(key)) ids.set(key, `${kind}${ids.size}`);
    return ids.get(key) as string;
  };
  const topic = (name: string) => `${id('topic', name)}([${name}])`;
  const store = (name: string) => `${id('store', name)}[(${name})]`;
  const step = (name: string) => `${id('step', name)}["${name}"]`;
  const lines = ['flowchart LR'];
  for (const { table, groups } of topology.groupedSources) {
    const rekey = step(`re-key ${table.topic.name}`);
    lines.push(`${topic(table.topic.name)} --> ${rekey}`);
    lines.push(`${rekey} <--> ${store(contributionsStore(table.topic.name))}`);
    for (const { group, join } of groups) {
      lines.push(
        `${rekey} -- ${group.name} --> ${topic(repartitionTopic(topology.applicationId, join))}`,
      );
    }
  }
  for (const join of topology.joins) {
    lines.push(...joinLines(topology, join, { topic, store, step }));
  }
  return [lines[0], ...lines.slice(1).map((line) => `  ${line}`), ''].join('\n');
}

type Shape = (name: string) => string;

function joinLines(
  topology: Topology,
  join: JoinNode,
  { topic, store, step }: { topic: Shape; store: Shape; step: Shape },
): string[] {
  const aggregate = step(`join ${join.out.name}`);
  const repartition = topic(repartitionTopic(topology.applicationId, join));
  const streams = join.inputs.flatMap((input) => {
    if (input.kind !== 'stream') return [];
    const from = topic(input.stream.topic.name);
    if (!isRekeyed(input)) return [`${from} --> ${aggregate}`];
    return [`${from} -- ${inputName(input)} --> ${repartition}`];
  });
  return [
    ...streams,
    `${topic(join.table.topic.name)} --> ${aggregate}`,
    ...(needsRepartition(join) ? [`${repartition} --> ${aggregate}`] : []),
    `${aggregate} <--> ${store(join.out.name)}`,
    `${aggregate} --> ${topic(join.out.name)}`,
  ];
}
