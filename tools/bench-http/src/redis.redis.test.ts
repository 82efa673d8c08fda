import { expect, it } from '@jest/globals';
import { measured, smallRun } from './test-small-run.ts';

it('measures the view in Redis', async () => {
  expect(await smallRun('redis')).toEqual(measured('redis'));
});
