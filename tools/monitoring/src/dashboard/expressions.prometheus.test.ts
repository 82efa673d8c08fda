import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { rows } from './rows.ts';

it('draws what Prometheus understands', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dashboard-'));
  const file = join(folder, 'rules.yml');
  const expressions = rows.flatMap(({ panels }) =>
    panels.flatMap(({ draws }) => Object.values(draws)),
  );
  const rules = expressions.map((expr, i) => ({ record: `panel:${i}`, expr }));
  writeFileSync(file, stringify({ groups: [{ name: 'dashboard', rules }] }));
  const promtool = join(dirname(process.env['PROMETHEUS'] ?? ''), 'promtool');
  const { stdout } = await promisify(execFile)(promtool, ['check', 'rules', file]);
  expect(stdout).toContain(`SUCCESS: ${expressions.length} rules found`);
  rmSync(folder, { recursive: true });
});
