import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { declaredVersions } from './declared-versions.ts';

let workspace: string;
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'workspace-'));
});
afterEach(() => rmSync(workspace, { recursive: true }));

function manifest(folder: string, dependencies: Record<string, string>): void {
  const name = `@user-information/${String(folder.split('/')[1])}`;
  mkdirSync(join(workspace, folder), { recursive: true });
  const devDependencies = { 'only-for-tests': '1.0.0' };
  const text = JSON.stringify({ name, dependencies, devDependencies });
  writeFileSync(join(workspace, folder, 'package.json'), text);
}

describe('declaredVersions', () => {
  it("collects those of the app and of its libraries' libraries, and nobody else's", () => {
    manifest('apps/search', { '@user-information/view': '*', zod: '4.6.7' });
    manifest('libs/view', { '@user-information/store': '*', fastify: '5.12.8' });
    manifest('libs/store', { 'rocksdb-native': '3.18.1' });
    manifest('libs/other', { undici: '8.12.4' });
    expect(Object.fromEntries(declaredVersions(workspace, 'apps/search'))).toEqual({
      fastify: '5.12.8',
      'rocksdb-native': '3.18.1',
      zod: '4.6.7',
    });
  });

  it('ends where libraries depend on each other', () => {
    manifest('apps/search', { '@user-information/one': '*' });
    manifest('libs/one', { '@user-information/two': '*' });
    manifest('libs/two', { '@user-information/one': '*', pino: '10.4.0' });
    expect([...declaredVersions(workspace, 'apps/search')]).toEqual([['pino', '10.4.0']]);
  });
});
