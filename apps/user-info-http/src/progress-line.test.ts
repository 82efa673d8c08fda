import { describe, expect, it } from '@jest/globals';
import { progressLine } from './progress-line.ts';

describe('progressLine', () => {
  it('tells rows, updates a second, and how late they are', () => {
    const summary = { appliedCount: 12_345, updateLatencyP95Ms: 7 };
    expect(progressLine(1_234, summary, 10)).toBe(
      '1,234 rows, 1,234.5 updates/s, 95 % of them served within 7 ms',
    );
  });

  it('has no latency of nothing, and no number of rows while they are counted', () => {
    expect(progressLine(0, { appliedCount: 0, updateLatencyP95Ms: null }, 10)).toBe(
      '0 rows, 0 updates/s',
    );
    expect(progressLine(null, { appliedCount: 5, updateLatencyP95Ms: null }, 10)).toBe(
      'counting rows, 0.5 updates/s',
    );
  });
});
