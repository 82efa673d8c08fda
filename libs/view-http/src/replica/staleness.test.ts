import { beforeEach, describe, expect, it } from '@jest/globals';
import { Staleness } from './staleness.ts';

const at = (partition: number, offset: number) => ({ topic: 'users', partition, offset });

let staleness: Staleness;
let applied: number;

beforeEach(() => {
  staleness = new Staleness();
  applied = 0;
});

function look(atMs: number, end: number): void {
  staleness.looked(atMs, [at(0, end)], ({ offset }) => offset <= applied);
}

function apply(offset: number): void {
  applied = offset;
  staleness.advanced([at(0, offset)]);
}

describe('staleness', () => {
  it('is unknown before a first look was reached', () => {
    expect(staleness.ageMs(0, 100)).toBeNull();
    look(100, 5);
    expect(staleness.ageMs(0, 200)).toBeNull();
    apply(5);
    expect(staleness.ageMs(0, 200)).toBe(100);
  });

  it('is the time since the last look that is reached', () => {
    look(100, 0);
    look(200, 5);
    look(300, 5);
    look(400, 9);
    expect(staleness.ageMs(0, 500)).toBe(400);
    apply(4);
    expect(staleness.ageMs(0, 500)).toBe(400);
    apply(7);
    expect(staleness.ageMs(0, 500)).toBe(200);
    apply(9);
    expect(staleness.ageMs(0, 500)).toBe(100);
    look(600, 9);
    expect(staleness.ageMs(0, 600)).toBe(0);
  });

  it('grows while the copy is stuck, however long, and is right when it moves again', () => {
    look(0, 0);
    for (let n = 1; n <= 5_000; n += 1) look(n, n);
    expect(staleness.ageMs(0, 5_000)).toBe(5_000);
    apply(100);
    expect(staleness.ageMs(0, 5_000)).toBe(4_900);
    apply(5_000);
    expect(staleness.ageMs(0, 5_000)).toBe(0);
  });

  it('is of each partition', () => {
    staleness.looked(100, [at(0, 0), at(1, 3)], ({ offset }) => offset === 0);
    expect([0, 1].map((partition) => staleness.ageMs(partition, 150))).toEqual([50, null]);
  });
});
