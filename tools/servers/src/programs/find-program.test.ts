import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import { findProgram } from './find-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'programs-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('finds what can be run, in the order of the path', () => {
  for (const name of ['one', 'two', 'three']) mkdirSync(join(folder, name));
  mkdirSync(join(folder, 'one/server-of-mine'));
  writeFileSync(join(folder, 'two/server-of-mine'), '', { mode: 0o644 });
  const file = join(folder, 'three/server-of-mine');
  writeFileSync(file, '', { mode: 0o755 });
  const path = ['one', 'two', 'three'].map((name) => join(folder, name)).join(':');
  expect(findProgram('server-of-mine', path)).toBe(file);
  expect(findProgram('server-of-mine', `${path}:nowhere`)).toBe(file);
  expect(findProgram('server-of-nobody', path)).toBeUndefined();
});
