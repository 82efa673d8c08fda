import type { ServiceView, Snapshot } from '../../snapshot.ts';
import { svg } from '../elements.ts';
import { count, rate } from '../format.ts';
import type { Box } from './placement.ts';
import type { StageNode } from './stage-graph.ts';

/** More than so many records behind is shown. */
const behindRecords = 100;

export interface NodeView {
  readonly group: SVGGElement;
  show(snapshot: Snapshot): void;
}

/** A node as a box with its name, a line of figures, and what else its kind has. */
export function nodeView(node: StageNode, box: Box): NodeView {
  const { height, width, x, y } = box;
  const isNarrow = width < 100 || (width < 140 && node.kind !== 'step');
  const left = isNarrow ? 7 : 12;
  const title = svg('title', {}, node.name);
  const textX = node.kind === 'topic' ? left + 6 : left;
  const figuresX = node.kind === 'service' ? left + 13 : textX;
  const figures = svg('text', { x: figuresX, y: 34, class: 'figures' });
  const parts = svg('g', { class: 'partitions' });
  const group = svg(
    'g',
    { transform: `translate(${x} ${y})`, class: `node ${node.kind}${isNarrow ? ' narrow' : ''}` },
    title,
    svg('rect', { width, height, rx: node.kind === 'topic' ? height / 2 : 8 }),
    svg('text', { x: textX, y: 18, class: 'name' }, shortName(node)),
    figures,
    parts,
  );
  if (node.kind === 'service') group.append(svg('circle', { cx: left + 3, cy: 30, r: 4 }));
  if (node.store !== null) group.append(cylinder(width - (isNarrow ? 15 : 24), 14, node.store));
  const show = (snapshot: Snapshot): void => {
    if (node.kind === 'service') showService(group, figures, node, snapshot.services);
    else if (node.kind === 'topic') showTopic(figures, parts, node, box, snapshot);
    else figures.textContent = node.name.startsWith('join') ? 'and count' : 'to users';
  };
  return { group, show };
}

/** As much of the name as tells it from others: its title has all of it. */
function shortName({ kind, name }: StageNode): string {
  if (kind === 'step') return name.split(' ')[0] ?? name;
  return name.endsWith('-repartition') ? 'repartition' : name;
}

function showService(
  group: SVGGElement,
  figures: SVGTextElement,
  { name }: StageNode,
  services: readonly ServiceView[],
): void {
  const { status = 'down' } = services.find((service) => service.name === name) ?? {};
  group.setAttribute('data-status', status);
  figures.textContent = status;
}

function showTopic(
  figures: SVGTextElement,
  parts: SVGGElement,
  node: StageNode,
  { height, width }: Box,
  { topics }: Snapshot,
): void {
  const { lag = [], recordsPerSecond = 0 } = topics[node.name] ?? {};
  const behind = lag.reduce((sum, records) => sum + records, 0);
  const isBehind = behind > behindRecords;
  figures.textContent = isBehind ? `${count(behind)} behind` : rate(recordsPerSecond);
  figures.classList.toggle('behind', isBehind);
  const room = width - height;
  const each = room / Math.max(1, lag.length);
  parts.replaceChildren(
    ...lag.map((records, partition) => {
      const part = (rectWidth: number, name: string) =>
        svg('rect', {
          x: height / 2 + partition * each + 1.5,
          y: height - 6,
          width: rectWidth,
          height: 3,
          rx: 1.5,
          class: name,
        });
      // By its logarithm, so that a few and many thousands can both be seen.
      const filled = Math.min(1, Math.log10(1 + records) / 4) * (each - 3);
      const title = svg('title', {}, `partition ${partition}: ${count(records)} behind`);
      return svg('g', {}, part(each - 3, 'part'), part(filled, 'filled'), title);
    }),
  );
}

/** A small cylinder: a state store. */
function cylinder(x: number, y: number, store: string): SVGGElement {
  const shape =
    'M0 3v10c0 1.7 2.7 3 6 3s6-1.3 6-3V3M0 3c0 1.7 2.7 3 6 3s6-1.3 6-3-2.7-3-6-3-6 1.3-6 3z';
  const path = svg('path', { d: shape });
  const title = svg('title', {}, `${store}, a state store in RocksDB`);
  return svg('g', { transform: `translate(${x} ${y})`, class: 'store' }, path, title);
}
