import type { FlowEdge, FlowNode, Flowchart } from './flowchart.ts';

export interface StageNode extends FlowNode {
  /** How many steps it is from where data comes in. */
  readonly rank: number;
  /** Its place across the flow; sources have 0, 1, 2 … */
  readonly row: number;
  /** The store that a step keeps. */
  readonly store: string | null;
  /** Whether it is inside join-service. */
  readonly isInside: boolean;
}

export interface StageGraph {
  readonly nodes: readonly StageNode[];
  readonly edges: readonly FlowEdge[];
}

/** Who publishes each topic that the join reads. */
const producers: Readonly<Record<string, string>> = {
  users: 'user-service',
  tweets: 'tweet-service',
  follows: 'follow-service',
  likes: 'like-service',
};
/** Who serves what the join publishes. */
const server = 'user-info-http';

/** The flowchart with the services before and behind it, and a place for each node. */
export function stageGraph({ nodes, edges }: Flowchart): StageGraph {
  const kindOf = new Map(nodes.map(({ id, kind }) => [id, kind]));
  const flow = edges.filter(({ isBoth }) => !isBoth);
  const stores = new Map(
    edges
      .filter(({ isBoth }) => isBoth)
      .map(({ from, to }) => [from, nodes.find(({ id }) => id === to)?.name ?? '']),
  );
  const topics = nodes.filter(({ kind }) => kind === 'topic');
  const sources = topics.filter(({ id }) => !flow.some(({ to }) => to === id));
  const ends = topics.filter(({ id }) => !flow.some(({ from }) => from === id));
  const service = (name: string): FlowNode => ({ id: name, kind: 'service', name });
  const made = sources.map(({ id, name }) => [service(producers[name] ?? name), id] as const);
  const all = [
    ...made.map(([node]) => node),
    ...nodes.filter(({ kind }) => kind !== 'store'),
    service(server),
  ];
  const allEdges = [
    ...made.map(([{ id }, to]) => ({ from: id, to, isBoth: false })),
    ...flow.filter(({ from, to }) => kindOf.get(from) !== 'store' && kindOf.get(to) !== 'store'),
    ...ends.map(({ id }) => ({ from: id, to: server, isBoth: false })),
  ];
  const outside = new Set([...sources, ...ends].map(({ id }) => id));
  const placed = new Map<string, { readonly rank: number; readonly row: number }>();
  for (const [row, [{ id }]] of made.entries()) placed.set(id, { rank: 0, row });
  for (const { id } of inOrder(all, allEdges)) {
    if (placed.has(id)) continue;
    const before = allEdges
      .filter(({ to }) => to === id)
      .flatMap(({ from }) => {
        const place = placed.get(from);
        return place === undefined ? [] : [place];
      });
    const rank = 1 + Math.max(...before.map((place) => place.rank));
    const row = before.reduce((sum, place) => sum + place.row, 0) / before.length;
    placed.set(id, { rank, row });
  }
  return {
    nodes: all.map((node) => ({
      ...node,
      ...(placed.get(node.id) ?? { rank: 0, row: 0 }),
      store: stores.get(node.id) ?? null,
      isInside: node.kind !== 'service' && !outside.has(node.id),
    })),
    edges: allEdges,
  };
}

/** Each node after all that lead to it. */
function inOrder(nodes: readonly FlowNode[], edges: readonly FlowEdge[]): FlowNode[] {
  const ordered: FlowNode[] = [];
  let left = [...nodes];
  while (left.length > 0) {
    const waiting = new Set(left.map(({ id }) => id));
    const isFree = ({ id }: FlowNode): boolean =>
      !edges.some(({ from, to }) => to === id && waiting.has(from));
    const free = left.filter(isFree);
    // A cycle has no order; its nodes stay as they are.
    if (free.length === 0) return [...ordered, ...left];
    ordered.push(...free);
    left = left.filter((node) => !free.includes(node));
  }
  return ordered;
}
