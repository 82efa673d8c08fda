import uPlot from 'uplot';
import type { PromiseSeries } from '../snapshot.ts';
import { byId } from './elements.ts';
import { duration } from './format.ts';

export interface PlotOptions {
  /** The plot's place; its newest figure is at `<id>-now`, and at `<id>-what` what that is. */
  readonly id: string;
  /** What 95 % must not exceed, in milliseconds. */
  readonly objectiveMs: number;
  /** The lowest and the highest that there is room for. */
  readonly rangeMs: readonly [number, number];
}

const shownSeconds = 180;
/** As the library numbers it; its names for that are gone at run time. */
const logarithmic: Readonly<Record<string, number>> = { distr: 3 };

/** Percentiles over the last minutes, against the line that was promised. */
export class PromisePlot {
  readonly #options: PlotOptions;
  readonly #root: HTMLElement;
  readonly #plot: uPlot;

  constructor(options: PlotOptions) {
    this.#options = options;
    this.#root = byId(options.id);
    this.#plot = new uPlot(this.#plotOptions(), [[], [], [], []], this.#root);
    new ResizeObserver(() => this.#plot.setSize(this.#size())).observe(this.#root);
  }

  show({ atSeconds, p50Ms, p95Ms, waitingMs }: PromiseSeries): void {
    this.#plot.setData([[...atSeconds], [...p50Ms], [...p95Ms], [...waitingMs]], false);
    const now = atSeconds.at(-1) ?? Date.now() / 1000;
    this.#plot.setScale('x', { min: now - shownSeconds, max: now });
    const [p95, waiting] = [p95Ms.at(-1) ?? null, waitingMs.at(-1) ?? null];
    const worst = Math.max(p95 ?? 0, waiting ?? 0);
    const output = byId(`${this.#options.id}-now`);
    output.textContent = p95 === null && waiting === null ? '–' : duration(worst);
    byId(`${this.#options.id}-what`).textContent =
      (waiting ?? 0) > (p95 ?? 0) ? 'waiting for' : 'p95';
    output.classList.toggle('broken', worst > this.#options.objectiveMs);
  }

  /** With the colours as they are now. */
  redraw(): void {
    this.#plot.redraw();
  }

  #size(): { width: number; height: number } {
    return { width: this.#root.clientWidth, height: this.#root.clientHeight };
  }

  #colour(name: string): string {
    return getComputedStyle(this.#root).getPropertyValue(name);
  }

  #plotOptions(): uPlot.Options {
    const { rangeMs } = this.#options;
    const line = (label: string, colour: string, width: number): uPlot.Series => ({
      label,
      stroke: () => this.#colour(colour),
      width,
      points: { show: false },
      spanGaps: false,
    });
    const axis = { stroke: () => this.#colour('--muted'), font: '12px Inter Variable' };
    return {
      ...this.#size(),
      legend: { show: false },
      cursor: { show: false },
      // As much at the right as half of "now" needs.
      padding: [6, 16, 0, 0],
      scales: { y: { ...logarithmic, range: () => [...rangeMs] } },
      axes: [
        {
          ...axis,
          size: 18,
          gap: 2,
          grid: { show: false },
          ticks: { show: false },
          splits: (plot) => {
            const end = plot.scales['x']?.max ?? 0;
            return [end - 180, end - 120, end - 60, end];
          },
          values: () => ['', '−2 min', '−1 min', 'now'],
        },
        {
          ...axis,
          size: 46,
          gap: 4,
          grid: { stroke: () => this.#colour('--line'), width: 1, filter: decades },
          ticks: { show: false },
          values: (_plot, at) => at.map((ms) => label(ms)),
          filter: decades,
        },
      ],
      series: [
        {},
        line('p50', '--muted', 1.25),
        line('p95', '--accent', 2.5),
        line('waiting', '--bad', 2),
      ],
      hooks: { draw: [(plot) => this.#drawObjective(plot)] },
    };
  }

  #drawObjective(plot: uPlot): void {
    const { ctx: context, bbox } = plot;
    const y = plot.valToPos(this.#options.objectiveMs, 'y', true);
    context.save();
    context.strokeStyle = this.#colour('--bad');
    context.lineWidth = 1.5 * devicePixelRatio;
    context.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
    context.beginPath();
    context.moveTo(bbox.left, y);
    context.lineTo(bbox.left + bbox.width, y);
    context.stroke();
    context.restore();
  }
}

/** Of the lines of a logarithmic scale only those at 1, 10, 100 … */
const decades: uPlot.Axis.Filter = (_plot, at) =>
  at.map((ms) => (Math.abs(Math.log10(ms) - Math.round(Math.log10(ms))) < 1e-6 ? ms : null));

function label(ms: number | null): string {
  if (ms === null) return '';
  return ms >= 1000 ? `${ms / 1000} s` : `${ms} ms`;
}
