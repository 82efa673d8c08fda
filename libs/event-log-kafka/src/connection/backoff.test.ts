import { describe, expect, it } from '@jest/globals';
import { Backoff } from './backoff.ts';

describe('Backoff', () => {
  it('doubles its pauses up to the longest, and begins again', () => {
    const backoff = new Backoff(100, 500);
    const pauses = Array.from({ length: 5 }, () => Math.round(backoff.next() / 100));
    backoff.reset();
    // Up to a tenth more or less.
    expect(pauses.slice(0, 2)).toEqual([1, 2]);
    expect(Math.min(...pauses.slice(3))).toBeGreaterThanOrEqual(4);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(6);
    expect(Math.round(backoff.next() / 100)).toBe(1);
  });

  it('wakes up when the signal aborts', async () => {
    const stop = new AbortController();
    const pause = new Backoff(3_600_000, 3_600_000).pause(stop.signal);
    stop.abort();
    await pause;
  });
});
