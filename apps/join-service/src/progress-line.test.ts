import { describe, expect, it } from '@jest/globals';
import { progressLine } from './progress-line.ts';

describe('progressLine', () => {
  it('tells how much and how fast', () => {
    expect(progressLine(12_345, 0, 10)).toBe('12,345 records joined (1,235/s)');
  });

  it('tells dead letters when there are some', () => {
    expect(progressLine(20, 3, 10)).toBe('20 records joined (2/s), 3 dead letters');
  });
});
