import type { PromiseSeries } from '../snapshot.ts';
import type { Buckets } from './histogram.ts';
import { between, quantile } from './histogram.ts';

/** Each point tells of so many seconds before it: of a few dozen answers also where nobody visits. */
const windowSeconds = 30;
/** How far back the points go. */
const historySeconds = 180;

interface Point {
  readonly atSeconds: number;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly waitingMs: number | null;
}

/** The percentiles of a histogram over the last minutes, from the totals that it tells. */
export class PromiseHistory {
  readonly #totals: { readonly atSeconds: number; readonly buckets: Buckets }[] = [];
  readonly #points: Point[] = [];

  /**
   * To be told once a second or so; `buckets` is null while nobody tells them, `waitingMs` where nothing
   * waits for long.
   */
  saw(atSeconds: number, buckets: Buckets | null, waitingMs: number | null): void {
    const observed = this.#observed(atSeconds, buckets);
    const ms = (q: number): number | null => {
      const seconds = quantile(q, observed);
      return seconds === null ? null : seconds * 1000;
    };
    this.#points.push({ atSeconds, p50Ms: ms(0.5), p95Ms: ms(0.95), waitingMs });
    while ((this.#points[0]?.atSeconds ?? Infinity) < atSeconds - historySeconds) {
      this.#points.shift();
    }
  }

  #observed(atSeconds: number, buckets: Buckets | null): Buckets {
    const totals = this.#totals;
    if (buckets === null) {
      totals.length = 0;
      return new Map();
    }
    totals.push({ atSeconds, buckets });
    while ((totals[1]?.atSeconds ?? Infinity) <= atSeconds - windowSeconds) totals.shift();
    const [first] = totals;
    return first === undefined ? new Map() : between(first.buckets, buckets);
  }

  get series(): PromiseSeries {
    return {
      atSeconds: this.#points.map(({ atSeconds }) => atSeconds),
      p50Ms: this.#points.map(({ p50Ms }) => p50Ms),
      p95Ms: this.#points.map(({ p95Ms }) => p95Ms),
      waitingMs: this.#points.map(({ waitingMs }) => waitingMs),
    };
  }
}
