import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { below, chance, oneOf, shuffled, weighted, zipf } from './choices.ts';
import { randomStream } from './random-stream.ts';

const anyNumber = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const random = () => randomStream(1, 'choices')(0);

describe('below', () => {
  it('is a whole number from 0 up to but not including the end', () => {
    fc.assert(
      fc.property(anyNumber, fc.integer({ min: 1, max: 2 ** 32 }), (number, end) => {
        const result = below(() => number, end);
        expect(Number.isInteger(result) && result >= 0 && result < end).toBe(true);
      }),
    );
    expect(below(() => 1 - 2 ** -53, 3)).toBe(2);
  });
});

describe('chance', () => {
  it('never happens at 0 and always at 1', () => {
    expect(chance(() => 0, 0)).toBe(false);
    expect(chance(() => 1 - 2 ** -53, 1)).toBe(true);
  });
});

describe('oneOf', () => {
  it('finds every item, and nothing among none', () => {
    expect([0, 0.4, 0.9].map((number) => oneOf(() => number, ['a', 'b', 'c']))).toEqual([
      'a',
      'b',
      'c',
    ]);
    expect(oneOf(() => 0, [])).toBeUndefined();
  });
});

describe('weighted', () => {
  it('lays the weights end to end', () => {
    const pick = (number: number) =>
      weighted(
        () => number,
        [
          ['a', 1],
          ['never', 0],
          ['b', 3],
        ],
      );
    expect([0, 0.24, 0.25, 0.99].map(pick)).toEqual(['a', 'a', 'b', 'b']);
  });

  it('finds nothing when no weight is above 0', () => {
    expect(weighted(() => 0, [['never', 0]])).toBeUndefined();
  });
});

describe('zipf', () => {
  it('is a rank below the count, whatever the exponent', () => {
    const count = fc.integer({ min: 1, max: 1_000_000 });
    const exponent = fc.double({ min: 0.1, max: 3, noNaN: true });
    fc.assert(
      fc.property(anyNumber, count, exponent, (number, ranks, power) => {
        for (const rank of [zipf(() => number, ranks), zipf(() => number, ranks, power)]) {
          expect(Number.isInteger(rank) && rank >= 0 && rank < ranks).toBe(true);
        }
      }),
    );
  });

  it('gives the top rank of a thousand a tenth of all choices, and every rank some', () => {
    const numbers = random();
    const counts = new Array<number>(1_000).fill(0);
    for (let i = 0; i < 100_000; i++) {
      const rank = zipf(numbers, 1_000);
      counts[rank] = (counts[rank] ?? 0) + 1;
    }
    // ln 2 / ln 1001 = 10.03 %.
    expect(Math.round((counts[0] ?? 0) / 1_000)).toBe(10);
    expect(counts.every((count) => count > 0)).toBe(true);
  });
});

describe('shuffled', () => {
  it('keeps the items and leaves the given ones alone', () => {
    const items = ['a', 'b', 'c', 'd'];
    expect(shuffled(random(), items).toSorted()).toEqual(items);
    expect(items).toEqual(['a', 'b', 'c', 'd']);
  });

  it('reaches every order', () => {
    const numbers = random();
    const orders = new Set<string>();
    for (let i = 0; i < 200; i++) orders.add(shuffled(numbers, 'abc').join(''));
    expect(orders.size).toBe(6);
  });
});
