import { describe, expect, it } from '@jest/globals';
import { printTable } from './print-table.ts';
import { samplesOf, tabulate } from './table.ts';

const fast = [3, 1, 2].flatMap((value) => samplesOf('fast', { 'p50 ms': value, 'n/s': 12_345 }));
const slow = [8, 4].flatMap((value) => samplesOf('slow', { 'p50 ms': value }));

describe('tabulate', () => {
  it('has the median and the ends of all repeats of a figure', () => {
    const { columns, rows } = tabulate('two', [...fast, ...slow]);
    expect(columns).toEqual(['p50 ms', 'n/s']);
    expect(rows).toEqual([
      {
        name: 'fast',
        cells: {
          'p50 ms': { median: 2, min: 1, max: 3 },
          'n/s': { median: 12_345, min: 12_345, max: 12_345 },
        },
      },
      { name: 'slow', cells: { 'p50 ms': { median: 6, min: 4, max: 8 } } },
    ]);
  });
});

describe('printTable', () => {
  it('prints Markdown with three digits', () => {
    expect(printTable(tabulate('two', [...fast, ...slow])).split('\n')).toEqual([
      '**two**',
      '',
      '|      |  p50 ms |    n/s |',
      '|------|--------:|-------:|',
      '| fast | 2 (1–3) | 12,345 |',
      '| slow | 6 (4–8) |        |',
    ]);
  });
});
