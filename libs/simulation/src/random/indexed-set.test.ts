import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { IndexedSet } from './indexed-set.ts';

const member = fc.integer({ min: 0, max: 9 });
const change = fc.record({ type: fc.constantFrom('add' as const, 'delete' as const), member });

describe('IndexedSet', () => {
  it('behaves as a Set does, whatever comes and goes', () => {
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        const set = new IndexedSet<number>();
        const model = new Set<number>();
        for (const { type, member } of changes) {
          const had = model.has(member);
          expect(set[type](member)).toBe(type === 'add' ? !had : had);
          model[type](member);
          expect(set.size).toBe(model.size);
          expect(set.has(member)).toBe(model.has(member));
        }
        expect([...set].toSorted()).toEqual([...model].toSorted());
      }),
    );
  });

  it('picks each member with the numbers that are its share', () => {
    fc.assert(
      fc.property(fc.uniqueArray(member), (members) => {
        const set = new IndexedSet<number>();
        for (const each of members) set.add(each);
        const picked = members.map((_, index) => set.pick(() => index / members.length));
        expect(picked.toSorted()).toEqual(members.toSorted());
      }),
    );
    expect(new IndexedSet().pick(() => 0.5)).toBeUndefined();
  });
});
