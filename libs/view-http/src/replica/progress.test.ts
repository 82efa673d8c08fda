import { describe, expect, it } from '@jest/globals';
import { Progress } from './progress.ts';

const at = (partition: number, offset: number) => ({ topic: 'users', partition, offset });

describe('progress', () => {
  it('tells how many offsets are left, by partition and in all', () => {
    const progress = new Progress([at(0, 5), at(1, 0)]);
    const ends = [at(0, 10), at(1, 3)];
    expect(progress.recordsLeft(ends)).toBe(8);
    progress.advance([at(1, 2)]);
    expect(progress.recordsLeft(ends)).toBe(6);
    expect(progress.recordsLeftOf(at(1, 3))).toBe(1);
    progress.advance([at(0, 10), at(1, 4)]);
    expect(progress.recordsLeft(ends)).toBe(0);
  });

  it('tells the last record that it is past', () => {
    const progress = new Progress([at(0, 5), at(1, 0)]);
    expect([0, 1].map((partition) => progress.position(partition))).toEqual(['users-0@4', null]);
    progress.advance([at(1, 2)]);
    expect(progress.position(1)).toBe('users-1@1');
  });

  it('calls back once all is reached, and not those who gave up', () => {
    const progress = new Progress([at(0, 0), at(1, 0)]);
    const called: string[] = [];
    progress.whenReached([], () => called.push('nothing'));
    progress.whenReached([at(0, 2), at(1, 1)], () => called.push('both'));
    const giveUp = progress.whenReached([at(0, 2)], () => called.push('given up'));
    progress.advance([at(0, 2)]);
    expect(called).toEqual(['nothing', 'given up']);
    giveUp();
    progress.whenReached([at(1, 2)], () => called.push('later'))();
    progress.advance([at(1, 2)]);
    progress.advance([at(1, 3)]);
    expect(called).toEqual(['nothing', 'given up', 'both']);
  });
});
