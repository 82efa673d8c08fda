import { wantsNoMotion } from '../elements.ts';
import type { Box } from './placement.ts';

/** How fast a record travels, in units of the picture a second. */
const speed = 150;
/** More a second on one edge are drawn as fewer, larger dots. */
const maxPerSecond = 30;
const samplesPerPath = 48;

interface Lane {
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly seconds: number;
  readonly kind: string;
  /** Seconds that each dot is under way. */
  dots: number[];
  perSecond: number;
  /** How much of the next dot is due. */
  due: number;
}

export interface DotsOptions {
  readonly canvas: HTMLCanvasElement;
  readonly paths: readonly SVGPathElement[];
  /** What each path carries, which is the name of a colour. */
  readonly kinds: readonly string[];
  /** Of the picture, in its own units. */
  readonly width: number;
  /** Dots are not seen here. */
  readonly cover: Box;
}

/** Records on their way along the edges, as many as there really are. */
export class Dots {
  readonly #options: DotsOptions;
  readonly #lanes: readonly Lane[];
  readonly #stopping = new AbortController();
  #lastMs: number | undefined;

  constructor(options: DotsOptions) {
    this.#options = options;
    this.#lanes = options.paths.map((path, i) => {
      const length = path.getTotalLength();
      const points = Array.from({ length: samplesPerPath + 1 }, (_, at) =>
        path.getPointAtLength((length * at) / samplesPerPath),
      );
      const kind = options.kinds[i] ?? 'view';
      return { points, seconds: length / speed, kind, dots: [], perSecond: 0, due: 0 };
    });
    // Who wants no motion sees the figures only.
    if (!wantsNoMotion()) this.#next();
  }

  flow(rates: readonly number[]): void {
    for (const [i, lane] of this.#lanes.entries()) lane.perSecond = rates[i] ?? 0;
  }

  stop(): void {
    this.#stopping.abort();
  }

  #next(): void {
    if (this.#stopping.signal.aborted) return;
    requestAnimationFrame((nowMs) => {
      // A page that was in the background goes on where it was.
      const passed = Math.min(0.1, (nowMs - (this.#lastMs ?? nowMs)) / 1000);
      this.#lastMs = nowMs;
      for (const lane of this.#lanes) advance(lane, passed);
      this.#paint();
      this.#next();
    });
  }

  #paint(): void {
    const { canvas, cover, width: units } = this.#options;
    const { clientHeight, clientWidth } = canvas;
    const [width, height] = [clientWidth, clientHeight].map((size) =>
      Math.round(size * devicePixelRatio),
    );
    if (canvas.width !== width) canvas.width = width ?? 0;
    if (canvas.height !== height) canvas.height = height ?? 0;
    const context = canvas.getContext('2d');
    if (context === null) return;
    const scale = canvas.width / units;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, units, canvas.height / scale);
    const style = getComputedStyle(canvas);
    for (const { dots, kind, perSecond, points, seconds } of this.#lanes) {
      context.fillStyle = style.getPropertyValue(`--${kind}`);
      const radius = perSecond > maxPerSecond ? 3.6 : 2.8;
      for (const age of dots) {
        const point = points[Math.floor((age / seconds) * samplesPerPath)];
        if (point === undefined) continue;
        context.beginPath();
        context.arc(point.x, point.y, radius, 0, 2 * Math.PI);
        context.fill();
      }
    }
    context.clearRect(cover.x, cover.y, cover.width, cover.height);
  }
}

function advance(lane: Lane, passed: number): void {
  lane.dots = lane.dots.map((age) => age + passed).filter((age) => age < lane.seconds);
  lane.due += Math.min(lane.perSecond, maxPerSecond) * passed;
  while (lane.due >= 1) {
    lane.due -= 1;
    // Not all at the edge's beginning: they came in between two pictures.
    lane.dots.push(passed * (lane.due % 1));
  }
}
