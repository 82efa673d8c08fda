import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { keysOnly, Table } from './table.ts';

const change = fc.record({
  key: fc.constantFrom('a', 'b', 'c', 'd'),
  value: fc.option(fc.integer()),
});

describe('Table', () => {
  it('holds what a map holds, whatever is applied and undone', () => {
    fc.assert(
      fc.property(fc.array(change), fc.array(change), (kept, undone) => {
        const table = new Table(({ value }: { value: number | null }) => value ?? undefined);
        const model = new Map<string, number>();
        for (const each of kept) {
          table.apply(each);
          if (each.value === null) model.delete(each.key);
          else model.set(each.key, each.value);
        }
        for (const undo of undone.map((each) => table.apply(each)).reverse()) undo();
        expect(new Map([...table.keys()].map((key) => [key, table.get(key)]))).toEqual(model);
        expect(table.size).toBe(model.size);
        for (const key of 'abcd') expect(table.has(key)).toBe(model.has(key));
      }),
    );
  });

  it('can keep the keys only', () => {
    const table = new Table(keysOnly);
    table.apply({ key: 'a', value: { text: 'long' } });
    expect([table.has('a'), table.get('a')]).toEqual([true, true]);
    table.apply({ key: 'a', value: null });
    expect(table.has('a')).toBe(false);
  });
});
