import type { StageGraph, StageNode } from './stage-graph.ts';

export type Direction = 'across' | 'down';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Placement {
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyMap<string, Box>;
  /** Around what is inside join-service. */
  readonly frame: Box;
}

const across = { width: 1248, rowStep: 60, boxHeight: 44, top: 42, padding: 16 };
const down = {
  width: 360,
  rankStep: 82,
  boxWidth: 86,
  wideBox: 122,
  boxHeight: 44,
  top: 4,
  padding: 6,
};
const widths = { service: 142, topic: 154, step: 104, store: 0 } as const;
/** So that no outline is cut off. */
const margin = 1;

/** Where each node is drawn: from left to right on a wide screen, from above down on a narrow one. */
export function place(graph: StageGraph, direction: Direction): Placement {
  return direction === 'across' ? placeAcross(graph) : placeDown(graph);
}

function placeAcross({ nodes }: StageGraph): Placement {
  const { boxHeight, padding, rowStep, top, width } = across;
  const ranks = Math.max(...nodes.map(({ rank }) => rank)) + 1;
  const rows = Math.max(...nodes.map(({ row }) => row)) + 1;
  const columns = Array.from({ length: ranks }, (_, rank) =>
    Math.max(...nodes.filter((node) => node.rank === rank).map(({ kind }) => widths[kind])),
  );
  const gap = (width - 2 * margin - columns.reduce((sum, column) => sum + column, 0)) / (ranks - 1);
  const xOf = (rank: number): number =>
    columns.slice(0, rank).reduce((x, column) => x + column + gap, margin);
  const boxes = new Map(
    nodes.map(({ id, kind, rank, row }): [string, Box] => {
      const middle = ((columns[rank] ?? 0) - widths[kind]) / 2;
      const at = { x: xOf(rank) + middle, y: top + row * rowStep };
      return [id, { ...at, width: widths[kind], height: boxHeight }];
    }),
  );
  const height = top + (rows - 1) * rowStep + boxHeight + 14;
  const frame = frameOf(nodes, boxes, padding);
  return { width, height, boxes, frame: { ...frame, y: 6, height: height - 8 } };
}

function placeDown({ nodes }: StageGraph): Placement {
  const { boxHeight, boxWidth, padding, rankStep, top, wideBox, width } = down;
  const ranks = Math.max(...nodes.map(({ rank }) => rank)) + 1;
  const rows = Math.max(...nodes.map(({ row }) => row)) + 1;
  const column = (width - 8 * margin) / rows;
  // The frame has a title, for which there is more room before what is inside.
  const firstInside = Math.min(...nodes.filter((it) => it.isInside).map(({ rank }) => rank));
  const boxes = new Map(
    nodes.map(({ id, rank, row }): [string, Box] => {
      const isAlone = nodes.filter((node) => node.rank === rank).length === 1;
      const own = isAlone ? wideBox : boxWidth;
      const x = 4 * margin + column * row + (column - own) / 2;
      const y = top + rank * rankStep + (rank >= firstInside ? 26 : 0);
      return [id, { x, y, width: own, height: boxHeight }];
    }),
  );
  const frame = frameOf(nodes, boxes, padding);
  const height = top + (ranks - 1) * rankStep + 26 + boxHeight + 12;
  const titled = { y: frame.y - 22, height: frame.height + 22 };
  return { width, height, boxes, frame: { ...frame, ...titled, x: 1, width: width - 2 } };
}

function frameOf(
  nodes: readonly StageNode[],
  boxes: ReadonlyMap<string, Box>,
  padding: number,
): Box {
  const inside = nodes.flatMap(({ id, isInside }) => (isInside ? (boxes.get(id) ?? []) : []));
  const x = Math.min(...inside.map((box) => box.x)) - padding;
  const y = Math.min(...inside.map((box) => box.y)) - padding;
  const right = Math.max(...inside.map((box) => box.x + box.width)) + padding;
  const bottom = Math.max(...inside.map((box) => box.y + box.height)) + padding;
  return { x, y, width: right - x, height: bottom - y };
}

/** The line from one box to another, as an SVG path: straight on its own row, then over to the other. */
export function pathBetween(from: Box, to: Box, direction: Direction): string {
  if (direction === 'down') {
    const [x1, y1] = [from.x + from.width / 2, from.y + from.height];
    const [x2, y2] = [to.x + to.width / 2, to.y];
    const bend = Math.max(y1, y2 - 40);
    const half = (y2 - bend) / 2;
    return `M${x1} ${y1}V${bend}C${x1} ${bend + half} ${x2} ${y2 - half} ${x2} ${y2}`;
  }
  const [x1, y1] = [from.x + from.width, from.y + from.height / 2];
  const [x2, y2] = [to.x, to.y + to.height / 2];
  const bend = Math.max(x1, x2 - 110);
  const half = (x2 - bend) / 2;
  return `M${x1} ${y1}H${bend}C${bend + half} ${y1} ${x2 - half} ${y2} ${x2} ${y2}`;
}
