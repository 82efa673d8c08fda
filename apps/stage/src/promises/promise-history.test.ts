import { expect, it } from '@jest/globals';
import { PromiseHistory } from './promise-history.ts';

const buckets = (fast: number, slow: number) =>
  new Map([
    [0.001, fast],
    [0.002, fast + slow],
    [Infinity, fast + slow],
  ]);

it('tells the percentiles of the last half a minute, not of all time', () => {
  const history = new PromiseHistory();
  history.saw(0, buckets(1_000, 0), null);
  history.saw(1, buckets(1_000, 10), null);
  history.saw(40, buckets(1_010, 10), 1_500);
  expect(history.series).toEqual({
    atSeconds: [0, 1, 40],
    p50Ms: [null, 1.5, 0.5],
    p95Ms: [null, 1.95, 0.95],
    waitingMs: [null, null, 1_500],
  });
});

it('forgets what is older than three minutes', () => {
  const history = new PromiseHistory();
  for (const second of Array.from({ length: 400 }, (_, i) => i)) {
    history.saw(second, buckets(second, 0), null);
  }
  expect(history.series.atSeconds.at(0)).toBe(219);
});

it('takes what was before a time without totals for nothing new', () => {
  const history = new PromiseHistory();
  history.saw(0, buckets(10, 0), null);
  history.saw(1, null, null);
  history.saw(2, buckets(20, 0), null);
  history.saw(3, buckets(20, 10), null);
  expect(history.series.p50Ms).toEqual([null, null, null, 1.5]);
});
