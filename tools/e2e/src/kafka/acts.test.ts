import { describe, expect, it } from '@jest/globals';
import { randomStream } from '@user-information/simulation';
import type { Act } from './acts.ts';
import { acts } from './acts.ts';

function first(count: number, seed: number): Act[] {
  const all = acts(randomStream(seed, 'acts')(0));
  return Array.from({ length: count }, () => all.next().value);
}

describe('acts', () => {
  it('are of every kind, however short the run, with kills in between', () => {
    for (const seed of [1, 2, 3]) {
      const begin = first(10, seed);
      expect(new Set(begin).size).toBe(6);
      expect(begin.filter((act) => act === 'kill')).toHaveLength(5);
    }
  });

  it('go on for ever, half of them kills', () => {
    const kills = first(10_010, 1)
      .slice(10)
      .filter((act) => act === 'kill');
    expect(kills.length).toBeGreaterThan(4_800);
    expect(kills.length).toBeLessThan(5_200);
  });

  it('come in the order that the seed says', () => {
    expect(first(100, 7)).toEqual(first(100, 7));
    expect(first(100, 7)).not.toEqual(first(100, 8));
  });
});
