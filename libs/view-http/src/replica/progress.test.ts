import { expect, it } from '@jest/globals';
import { Progress } from './progress.ts';

const at = (partition: number, offset: number) => ({ topic: 'users', partition, offset });

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
