import type { Snapshot } from '../../snapshot.ts';
import type { FlowEdge } from './flowchart.ts';
import type { StageGraph, StageNode } from './stage-graph.ts';

/**
 * How many records a second travel along each edge, in the order of the edges. What several steps put
 * into one topic is divided as they take records in.
 */
export function flowRates(
  { nodes, edges }: StageGraph,
  { topics, appliedPerSecond }: Pick<Snapshot, 'topics' | 'appliedPerSecond'>,
): number[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const takenBy = (step: string): number =>
    edges
      .filter(({ to }) => to === step)
      .reduce((sum, { from }) => sum + joined(topics, byId.get(from)), 0);
  const rateOf = ({ from, to }: FlowEdge): number => {
    const [source, target] = [byId.get(from), byId.get(to)];
    if (source?.kind === 'service') return appended(topics, target);
    if (target?.kind === 'service') return appliedPerSecond;
    if (source?.kind === 'topic') return joined(topics, source);
    const all = edges.filter((edge) => edge.to === to).map((edge) => takenBy(edge.from));
    const sum = all.reduce((total, taken) => total + taken, 0);
    return sum === 0 ? 0 : (appended(topics, target) * takenBy(from)) / sum;
  };
  return edges.map(rateOf);
}

function appended(topics: Snapshot['topics'], node: StageNode | undefined): number {
  return topics[node?.name ?? '']?.recordsPerSecond ?? 0;
}

function joined(topics: Snapshot['topics'], node: StageNode | undefined): number {
  return topics[node?.name ?? '']?.joinedPerSecond ?? 0;
}
