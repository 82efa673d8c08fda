import { afterEach, expect, it, jest } from '@jest/globals';
import { measured, smallRun } from './test-small-run.ts';

afterEach(() => {
  jest.restoreAllMocks();
});

it('measures a view on its own disk beside bare servers', async () => {
  expect(await smallRun('local')).toEqual(measured('local'));
});

it('measures the state of the join', async () => {
  expect(await smallRun('queries')).toEqual(measured('queries'));
});

it('says why a mode is left out', async () => {
  jest.replaceProperty(process, 'env', { ...process.env, SERVERS_WITH: 'nothing' });
  expect(await smallRun('partitioned')).toEqual({
    mode: 'partitioned',
    missing: 'SERVERS_WITH is docker or java, not "nothing".',
  });
});

it('says why a mode failed', async () => {
  jest.replaceProperty(process, 'env', { ...process.env, VIEW_PATH: 'nowhere' });
  expect(await smallRun('local')).toEqual({
    mode: 'local',
    failure: expect.stringContaining('did not become ready'),
  });
});
