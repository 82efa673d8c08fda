import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { repository, ruleFiles, ruleTests } from './rules.ts';

const promtool = join(dirname(process.env['PROMETHEUS'] ?? ''), 'promtool');

/** What promtool says; fails with it when it finds something wrong. */
async function run(...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(promtool, args, { cwd: repository });
  return stdout;
}

it.each(ruleTests())('the rules pass %s', async (file) => {
  expect(await run('test', 'rules', file)).toContain('SUCCESS');
});

it('the settings and the rules are as Prometheus wants them', async () => {
  const said = await run('check', 'config', 'deploy/prometheus/prometheus.yml');
  expect(said).toContain(`SUCCESS: ${ruleFiles().length} rule files found`);
});
