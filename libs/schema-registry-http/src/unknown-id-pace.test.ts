import { describe, expect, it } from '@jest/globals';
import { UnknownIdPace } from './unknown-id-pace.ts';

describe('UnknownIdPace', () => {
  it('lets a second’s worth through at once, then one after the other', () => {
    const pace = new UnknownIdPace(4);
    const ask = (nowMs: number) => {
      const delayMs = pace.delayMs(nowMs);
      pace.wasUnknown(nowMs + delayMs);
      return nowMs + delayMs;
    };
    expect([0, 0, 0, 0, 0, 0, 0].map(ask)).toEqual([0, 0, 0, 0, 0, 250, 500]);
    expect([10_000, 10_000].map(ask)).toEqual([10_000, 10_000]);
  });

  it('asks for ids at any speed while they are known', () => {
    const pace = new UnknownIdPace(1);
    for (let i = 0; i < 1_000; i++) expect(pace.delayMs(0)).toBe(0);
  });
});
