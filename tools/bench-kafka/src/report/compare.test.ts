import { describe, expect, it } from '@jest/globals';
import type { Bench } from '../bench.ts';
import type { Contender } from '../contenders/contender.ts';
import { readSettings } from '../settings.ts';
import { compare } from './compare.ts';

function benchOf(names: readonly string[], repeats = 1): Bench {
  const settings = readSettings(['--repeats', String(repeats)]);
  const contenders = names.map((name) => ({ name }) as Contender);
  return { settings, contenders, progress: () => undefined } as unknown as Bench;
}

const figures = {
  'join-service': { 'events/s': 60, s: 0, probes: 3 },
  'eos-best': { 'events/s': 20, s: 0 },
};
const measure = async ({ name }: Contender) => figures[name as keyof typeof figures];

describe('compare', () => {
  it('has a column a contender, and one of how many times as much join-service has', async () => {
    const samples = await compare(benchOf(['join-service', 'eos-best']), 'join', measure);
    expect(samples.map(({ row, column, value }) => [row, column, value])).toEqual([
      ['join: events/s', 'join-service', 60],
      ['join: s', 'join-service', 0],
      ['join: probes', 'join-service', 3],
      ['join: events/s', 'eos-best', 20],
      ['join: s', 'eos-best', 0],
      ['join: events/s', '÷ eos-best', 3],
    ]);
  });

  it('measures as often as it is told, the contenders in turn', async () => {
    const order: string[] = [];
    await compare(benchOf(['join-service', 'eos-best'], 2), 'join', async (contender) => {
      order.push(contender.name);
      return measure(contender);
    });
    expect(order).toEqual(['join-service', 'eos-best', 'join-service', 'eos-best']);
  });

  it('has no ratio where join-service is not measured', async () => {
    const samples = await compare(benchOf(['eos-best']), 'join', measure);
    expect(new Set(samples.map(({ column }) => column))).toEqual(new Set(['eos-best']));
  });
});
