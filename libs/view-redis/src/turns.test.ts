import { expect, it } from '@jest/globals';
import { Turns } from './turns.ts';

it('lets so many in, has so many wait in order, and sends the others away', async () => {
  const turns = new Turns({ atATime: 2, maxWaiting: 2 });
  const entered: number[] = [];
  const enter = async (n: number): Promise<void> => {
    await turns.enter();
    entered.push(n);
  };
  const all = [1, 2, 3, 4].map(enter);
  expect(turns.enter()).toBeUndefined();
  await Promise.all(all.slice(0, 2));
  expect(entered).toEqual([1, 2]);
  turns.leave();
  await all[2];
  expect(entered).toEqual([1, 2, 3]);
  for (let n = 0; n < 3; n += 1) turns.leave();
  await all[3];
  await Promise.all([enter(5)]);
  expect(entered).toEqual([1, 2, 3, 4, 5]);
});
