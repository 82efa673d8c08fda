import { expect, it } from '@jest/globals';
import { measured, smallRun } from './test-small-run.ts';

it('measures a view on its own disk beside bare servers', async () => {
  expect(await smallRun('local')).toEqual(measured('local'));
}, 120_000);

it('measures the state of the join', async () => {
  expect(await smallRun('queries')).toEqual(measured('queries'));
}, 120_000);
