import { expect, it } from '@jest/globals';
import { measured, smallRun } from './test-small-run.ts';

it('measures replicas behind nginx', async () => {
  expect(await smallRun('replicated')).toEqual(measured('replicated'));
});
