import type { InstanceView, Snapshot } from '../../snapshot.ts';
import { svg } from '../elements.ts';
import { count } from '../format.ts';
import type { Box } from './placement.ts';

export interface FrameView {
  /** Behind the lines and the steps. */
  readonly group: SVGGElement;
  /** What is said of it, before them. */
  readonly titles: SVGGElement;
  /** Where they are: records pass behind them. */
  readonly titleBox: Box;
  show(snapshot: Snapshot): void;
}

const titleHeight = 26;

/** What is around the steps: join-service, its instances, and how far it has restored. */
export function frameView({ height, width, x, y }: Box): FrameView {
  const state = svg('text', { x: width - 12, y: 19, class: 'state' });
  const bar = svg('rect', { x: 0, y: 0, width: 0, height: 4, rx: 2, class: 'progress' });
  const place = { transform: `translate(${x} ${y})`, class: 'frame' };
  const group = svg('g', place, svg('rect', { width, height, rx: 14, class: 'outline' }));
  const titles = svg(
    'g',
    place,
    svg('circle', { cx: 16, cy: 15, r: 4 }),
    svg('text', { x: 26, y: 19, class: 'name' }, 'join-service'),
    state,
    bar,
  );
  return {
    group,
    titles,
    titleBox: { x, y, width, height: titleHeight },
    show: ({ join, services }) => {
      const { detail = '', status = 'down' } =
        services.find(({ name }) => name === 'join-service') ?? {};
      for (const part of [group, titles]) part.setAttribute('data-status', status);
      const progress = status === 'down' ? null : join.progress;
      bar.setAttribute('width', String(width * (progress ?? 0)));
      if (status === 'down') state.textContent = join.isStarting ? 'starting' : 'down';
      else if (progress === 1) state.textContent = 'caught up';
      else if (progress !== null) {
        const part = Math.floor(progress * 100);
        state.textContent = `catching up: ${part} %, ${count(join.recordsLeft)} left`;
      } else if (status === 'starting') state.textContent = detail.slice(0, 40);
      else state.textContent = instancesText(join.instances);
    },
  };
}

function instancesText(instances: readonly InstanceView[]): string {
  const tasks = instances.map(({ active }) => active.join(' ')).join(' | ');
  return `${instances.length} ${instances.length === 1 ? 'instance' : 'instances'}: tasks ${tasks}`;
}
