import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FenwickTree } from './fenwick-tree.ts';

const additions = fc.array(fc.tuple(fc.nat(70), fc.nat(1_000)));

describe('FenwickTree', () => {
  it('finds the number that covers a position, as adding them up would', () => {
    fc.assert(
      fc.property(
        additions,
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (all, share) => {
          const tree = new FenwickTree();
          const numbers = new Array<number>(71).fill(0);
          for (const [index, delta] of all) {
            tree.add(index, delta);
            numbers[index] = (numbers[index] ?? 0) + delta;
          }
          const total = numbers.reduce((sum, number) => sum + number, 0);
          expect(tree.total).toBe(total);
          fc.pre(total > 0);
          let rest = Math.floor(share * total);
          expect(tree.find(rest)).toBe(numbers.findIndex((number) => (rest -= number) < 0));
        },
      ),
    );
  });
});
