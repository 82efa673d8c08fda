import { expect, it } from '@jest/globals';
import { CatchUp } from './catch-up.ts';

it('tells how much of the most that there was is done, and for a while that all is', () => {
  const catchUp = new CatchUp();
  const told = [5, 200, 1_000, 750, 250, 90, 200, 5, 5, 5, 5, 5, 200].map((left) => {
    catchUp.saw(left);
    return catchUp.progress;
  });
  expect(told).toEqual([null, null, 0, 0.25, 0.75, 1, 1, 1, 1, 1, 1, null, null]);
  expect(catchUp.recordsLeft).toBe(200);
});
