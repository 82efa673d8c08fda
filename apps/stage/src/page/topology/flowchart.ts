export type NodeKind = 'topic' | 'store' | 'step' | 'service';

export interface FlowNode {
  readonly id: string;
  readonly kind: NodeKind;
  readonly name: string;
}

export interface FlowEdge {
  readonly from: string;
  readonly to: string;
  /** Whether it goes both ways, as between a step and its store. */
  readonly isBoth: boolean;
}

export interface Flowchart {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
}

const line = /^\s*(?<from>\w+\S*?|\w+\[".*?"\]) (?<arrow>-->|<-->|-- .+? -->) (?<to>.+)$/;
const shapes: readonly (readonly [NodeKind, RegExp])[] = [
  ['topic', /^(?<id>\w+)\(\[(?<name>.*)\]\)$/],
  ['store', /^(?<id>\w+)\[\((?<name>.*)\)\]$/],
  ['step', /^(?<id>\w+)\["(?<name>.*)"\]$/],
];

/**
 * Reads the Mermaid flowchart that `describe` of the streams library draws: stadiums are topics,
 * cylinders stores, boxes steps. Edges between the same two are one.
 */
export function readFlowchart(text: string): Flowchart {
  const nodes = new Map<string, FlowNode>();
  const edges = new Map<string, FlowEdge>();
  const idOf = (part: string): string => {
    for (const [kind, shape] of shapes) {
      const { id, name } = shape.exec(part)?.groups ?? {};
      if (id === undefined || name === undefined) continue;
      nodes.set(id, { id, kind, name });
      return id;
    }
    return part;
  };
  for (const row of text.split('\n')) {
    const { from, arrow, to } = line.exec(row)?.groups ?? {};
    if (from === undefined || arrow === undefined || to === undefined) continue;
    const edge = { from: idOf(from), to: idOf(to), isBoth: arrow === '<-->' };
    edges.set(`${edge.from} ${edge.to}`, edge);
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()] };
}
