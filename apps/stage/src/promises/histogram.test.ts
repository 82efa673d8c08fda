import { describe, expect, it } from '@jest/globals';
import { between, bucketsOf, quantile } from './histogram.ts';

const buckets = (...counts: readonly number[]) =>
  new Map([1, 2, 4, Infinity].map((edge, i) => [edge, counts[i] ?? 0]));

describe('quantile', () => {
  it('is spread evenly within its bucket', () => {
    expect(quantile(0.5, buckets(0, 10, 10, 10))).toBe(1.5);
    expect(quantile(0.95, buckets(90, 90, 100, 100))).toBe(3);
    expect(quantile(0.5, buckets(10, 10, 10, 10))).toBe(0.5);
  });

  it('is the last edge for what is beyond it, and nothing of nothing', () => {
    expect(quantile(0.95, buckets(0, 0, 0, 10))).toBe(4);
    expect(quantile(0.95, buckets(0, 0, 0, 0))).toBeNull();
    expect(quantile(0.95, new Map())).toBeNull();
  });
});

describe('between', () => {
  it('is the difference, or all after a new start', () => {
    expect(between(buckets(1, 2, 3, 4), buckets(2, 4, 6, 8))).toEqual(buckets(1, 2, 3, 4));
    expect(between(buckets(1, 2, 3, 9), buckets(0, 1, 1, 1))).toEqual(buckets(0, 1, 1, 1));
  });
});

describe('bucketsOf', () => {
  it('adds up the series that have the labels', () => {
    const sample = (le: string, route: string, value: number) => ({
      name: 's_bucket',
      labels: { le, route },
      value,
    });
    const samples = [sample('1', 'a', 1), sample('+Inf', 'a', 2), sample('1', 'b', 4)];
    expect(bucketsOf(samples, 's_bucket', { route: 'a' })).toEqual(
      new Map([
        [1, 1],
        [Infinity, 2],
      ]),
    );
    expect(bucketsOf(samples, 's_bucket', {}).get(1)).toBe(5);
  });
});
