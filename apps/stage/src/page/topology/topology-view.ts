import type { Snapshot } from '../../snapshot.ts';
import { element, svg } from '../elements.ts';
import { count, rate } from '../format.ts';
import { Dots } from './dots.ts';
import { flowRates } from './flow-rates.ts';
import { readFlowchart } from './flowchart.ts';
import { frameView } from './frame-view.ts';
import type { FrameView } from './frame-view.ts';
import { nodeView } from './node-view.ts';
import type { NodeView } from './node-view.ts';
import type { Direction } from './placement.ts';
import { pathBetween, place } from './placement.ts';
import type { StageGraph } from './stage-graph.ts';
import { stageGraph } from './stage-graph.ts';

/** The topology with what happens in it. */
export class TopologyView {
  readonly #root: HTMLElement;
  readonly #narrow = matchMedia('(max-width: 760px)');
  #drawn = '';
  #graph: StageGraph | undefined;
  #nodes: readonly NodeView[] = [];
  #frame: FrameView | undefined;
  #dots: Dots | undefined;

  constructor(root: HTMLElement) {
    this.#root = root;
  }

  show(snapshot: Snapshot): void {
    if (snapshot.topology === null) return;
    const direction = this.#narrow.matches ? 'down' : 'across';
    const drawing = `${direction} ${snapshot.topology}`;
    if (drawing !== this.#drawn) this.#draw(snapshot.topology, direction);
    this.#drawn = drawing;
    for (const node of this.#nodes) node.show(snapshot);
    this.#frame?.show(snapshot);
    if (this.#graph !== undefined) this.#dots?.flow(flowRates(this.#graph, snapshot));
    this.#root.setAttribute('aria-label', summary(snapshot));
  }

  #draw(text: string, direction: Direction): void {
    const graph = stageGraph(readFlowchart(text));
    const { boxes, frame, height, width } = place(graph, direction);
    const picture = svg('svg', { viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' });
    const colours = new Map(graph.nodes.map(({ id, name }) => [id, name]));
    this.#frame = frameView(frame);
    const paths = graph.edges.flatMap(({ from, to }) => {
      const [a, b] = [boxes.get(from), boxes.get(to)];
      if (a === undefined || b === undefined) return [];
      return svg('path', { d: pathBetween(a, b, direction), class: 'edge' });
    });
    this.#nodes = graph.nodes.flatMap((node) => {
      const box = boxes.get(node.id);
      return box === undefined ? [] : nodeView(node, box);
    });
    const boxesOfNodes = this.#nodes.map(({ group }) => group);
    picture.append(this.#frame.group, ...paths, ...boxesOfNodes, this.#frame.titles);
    const canvas = element('canvas');
    this.#root.replaceChildren(picture, canvas);
    this.#dots?.stop();
    const kinds = graph.edges.map(({ from, to }) => colourOf(colours.get(from), colours.get(to)));
    this.#dots = new Dots({ canvas, paths, kinds, width, cover: this.#frame.titleBox });
    this.#graph = graph;
  }
}

const kinds = ['users', 'tweets', 'follows', 'likes'];

/** The events of each source keep their colour until they are joined. */
function colourOf(from = '', to = ''): string {
  const words = new Set([...from.split(' '), ...to.split(' ')]);
  return kinds.find((kind) => words.has(kind)) ?? 'view';
}

/** What the picture says, for those who can't see it. */
function summary({ services, join, topics }: Snapshot): string {
  const down = services.filter(({ status }) => status !== 'ready').map(({ name }) => name);
  const perSecond = Object.values(topics).reduce((sum, it) => sum + it.joinedPerSecond, 0);
  const health = down.length === 0 ? 'All services are ready' : `Not ready: ${down.join(', ')}`;
  return `${health}. The join takes ${rate(perSecond)} and is ${count(join.recordsLeft)} records behind.`;
}
