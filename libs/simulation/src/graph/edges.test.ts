import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Edges } from './edges.ts';

const node = fc.constantFrom('a', 'b', 'c', 'd');
const change = fc.record({
  type: fc.constantFrom('add' as const, 'delete' as const),
  source: node,
  target: node,
});

describe('Edges', () => {
  it('keeps each pair once, counts by target, and picks every edge as often', () => {
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        const edges = new Edges();
        const model = new Set<string>();
        for (const { type, source, target } of changes) {
          const had = model.has(`${source}>${target}`);
          expect(edges[type](source, target)).toBe(type === 'add' ? !had : had);
          model[type](`${source}>${target}`);
          expect(edges.has(source, target)).toBe(type === 'add');
        }
        expect(edges.size).toBe(model.size);
        for (const target of 'abcd') {
          const count = [...model].filter((pair) => pair.endsWith(`>${target}`)).length;
          expect(edges.count(target)).toBe(count);
        }
        expect(new Set(allPicks(edges))).toEqual(model);
      }),
    );
  });

  it('picks an edge to a target, or none', () => {
    const edges = new Edges();
    edges.add('a', 'b');
    expect(edges.pickTo('b', () => 0)).toEqual({ source: 'a', target: 'b' });
    expect(edges.pickTo('a', () => 0)).toBeUndefined();
    expect(new Edges().pick(() => 0)).toBeUndefined();
  });
});

/** One pick for each edge: the first number chooses its target, the second its source. */
function allPicks(edges: Edges): string[] {
  const picks: string[] = [];
  for (let position = 0; position < edges.size; position++) {
    for (let share = 0; share < 4; share++) {
      const numbers = [(position + 0.5) / edges.size, share / 4];
      const edge = edges.pick(() => numbers.shift() as number);
      picks.push(`${edge?.source}>${edge?.target}`);
    }
  }
  return picks;
}
