import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { WeightedSet } from './weighted-set.ts';

const member = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const change = fc.oneof(
  fc.record({ member, weight: fc.nat(5) }),
  fc.record({ member, weight: fc.constant(null) }),
);

describe('WeightedSet', () => {
  it('keeps the weights of its members, whatever comes and goes', () => {
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        const set = new WeightedSet<string>();
        const model = new Map<string, number>();
        for (const { member, weight } of changes) {
          if (weight === null) expect(set.delete(member)).toBe(model.delete(member));
          else set.set(member, weight);
          if (weight !== null) model.set(member, weight);
          expect(set.weight(member)).toBe(model.get(member) ?? 0);
        }
        expect(set.size).toBe(model.size);
        expect(picksOf(set)).toEqual(new Map([...model].filter(([, weight]) => weight > 0)));
      }),
    );
  });

  it('picks nothing when no weight is above 0', () => {
    const set = new WeightedSet<string>();
    expect(set.pick(() => 0)).toBeUndefined();
    set.set('a', 0);
    expect(set.pick(() => 0)).toBeUndefined();
  });

  it('refuses a weight that is no whole number from 0 on', () => {
    const set = new WeightedSet<string>();
    for (const weight of [-1, 0.5, Number.NaN, Infinity]) {
      expect(() => set.set('a', weight)).toThrow(
        expect.objectContaining({ code: 'INVALID_OPTION' }),
      );
    }
  });
});

/** How often each member is picked when every position is drawn once. */
function picksOf(set: WeightedSet<string>): Map<string, number> {
  const picks = new Map<string, number>();
  for (let position = 0; position < set.total; position++) {
    const member = set.pick(() => (position + 0.5) / set.total) as string;
    picks.set(member, (picks.get(member) ?? 0) + 1);
  }
  return picks;
}
