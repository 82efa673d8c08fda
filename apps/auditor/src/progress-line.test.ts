import { describe, expect, it } from '@jest/globals';
import { progressLine } from './progress-line.ts';

describe('progressLine', () => {
  const right = { verdict: 'right', rowsChecked: 1_234, rowsWrong: 0, waitsFor: null } as const;

  it('tells how many users were recounted, and how many are wrong', () => {
    expect(progressLine(right)).toBe('1,234 users recounted: all right');
    expect(progressLine({ ...right, verdict: 'wrong', rowsWrong: 2 })).toBe(
      '1,234 users recounted: 2 WRONG',
    );
  });

  it('tells what the next audit waits for', () => {
    expect(progressLine({ ...right, verdict: 'unknown', waitsFor: 'group "g" is away' })).toBe(
      'no audit yet; group "g" is away',
    );
    expect(progressLine({ ...right, waitsFor: 'group "g" is away' })).toBe(
      '1,234 users recounted: all right; group "g" is away',
    );
  });
});
