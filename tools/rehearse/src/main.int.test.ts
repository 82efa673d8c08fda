import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';

it('says what it needs, and how to get it', () => {
  const { status, stderr, stdout } = spawnSync(process.execPath, [join(__dirname, 'main.ts')], {
    encoding: 'utf8',
    env: { PATH: '', PROMETHEUS: '', ALERTMANAGER: '/anywhere' },
  });
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toBe(
    'There is an alert in the talk, but there is no prometheus (on Debian: apt-get install prometheus). ' +
      'PROMETHEUS and ALERTMANAGER may name programs that are elsewhere.\n',
  );
});
