import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomStream } from '../random/random-stream.ts';
import { RecentSet } from './recent-set.ts';

const item = fc.integer({ min: 0, max: 200 });
const change = fc.record({ type: fc.constantFrom('add' as const, 'delete' as const), item });

describe('RecentSet', () => {
  it('holds the newest items, whatever comes and goes', () => {
    const options = { minLength: 0, maxLength: 200, size: 'max' } as const;
    fc.assert(
      fc.property(fc.array(change, options), fc.integer({ min: 1, max: 40 }), (changes, room) => {
        const set = new RecentSet<number>(room);
        const model: number[] = [];
        for (const { type, item } of changes) {
          const index = model.indexOf(item);
          expect(set.has(item)).toBe(index >= 0);
          expect(set[type](item)).toBe(type === 'add' ? index < 0 : index >= 0);
          if (type === 'delete' && index >= 0) model.splice(index, 1);
          if (type === 'add' && index < 0) model.push(item);
          if (model.length > room) model.shift();
          expect(set.size).toBe(model.length);
        }
        expect([0, 0.3, 0.9].map((number) => model.includes(set.pick(() => number) ?? -1))).toEqual(
          new Array(3).fill(model.length > 0),
        );
        expect(set.pick(() => 0)).toBe(model.at(-1));
        expect(set.pick(() => 1 - 2 ** -53)).toBe(model[0]);
      }),
    );
  });

  it('prefers the newest and reaches the oldest', () => {
    const set = new RecentSet<number>(100);
    for (let i = 0; i < 1_000; i++) set.add(i);
    const random = randomStream(1, 'recent')(0);
    const counts = new Map<number, number>();
    for (let i = 0; i < 20_000; i++) {
      const picked = set.pick(random) as number;
      counts.set(picked, (counts.get(picked) ?? 0) + 1);
    }
    expect(Math.min(...counts.keys())).toBe(900);
    expect(counts.size).toBe(100);
    expect(counts.get(999)).toBe(Math.max(...counts.values()));
  });
});
