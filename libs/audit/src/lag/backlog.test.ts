import { describe, expect, it } from '@jest/globals';
import { Backlog } from './backlog.ts';

describe('Backlog', () => {
  it('is empty while the reader is at the end', () => {
    const backlog = new Backlog();
    backlog.looked(0, 5, 5);
    backlog.looked(1_000, 9, 9);
    expect([backlog.records, backlog.ageMs(2_000)]).toEqual([0, 0]);
  });

  it('is as old as the look that first saw what is left', () => {
    const backlog = new Backlog();
    backlog.looked(0, 5, 5);
    backlog.looked(1_000, 8, 5);
    backlog.looked(2_000, 9, 6);
    expect([backlog.records, backlog.ageMs(3_000)]).toEqual([3, 2_000]);
    backlog.looked(3_000, 9, 8);
    expect([backlog.records, backlog.ageMs(3_000)]).toEqual([1, 1_000]);
    backlog.looked(4_000, 9, 9);
    expect([backlog.records, backlog.ageMs(4_000)]).toEqual([0, 0]);
  });

  it('grows old with a reader that is stuck, though nothing new comes', () => {
    const backlog = new Backlog();
    backlog.looked(0, 1, 0);
    backlog.looked(60_000, 1, 0);
    expect([backlog.records, backlog.ageMs(60_000)]).toEqual([1, 60_000]);
  });
});
