import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pruneApp } from './prune-app.ts';

const app = 'apps/search';
let workspace: string;
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'workspace-'));
});
afterEach(() => rmSync(workspace, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(workspace, file)), { recursive: true });
  writeFileSync(join(workspace, file), text);
}

const prune = (): Promise<void> =>
  pruneApp({
    workspace,
    app,
    output: join(workspace, 'out'),
    projectGraph: { nodes: {}, externalNodes: {}, dependencies: {} },
  });

describe('pruneApp', () => {
  it('refuses a bundle that imports what no manifest names', async () => {
    write(`${app}/package.json`, '{ "name": "@user-information/search", "dependencies": {} }');
    write(`${app}/dist/main.mjs`, `import { pino } from 'pino'; pino();`);
    await expect(prune()).rejects.toThrow(/bundle of apps\/search imports pino, which neither/);
    expect(existsSync(join(workspace, 'out'))).toBe(false);
  });

  it('removes what was in the folder before', async () => {
    write(`${app}/package.json`, '{ "name": "@user-information/search" }');
    write(`${app}/dist/main.mjs`, `console.log('hello');`);
    write('package-lock.json', '{ "lockfileVersion": 3, "packages": { "": {} } }');
    write('out/node_modules/old/package.json', '{}');
    await prune();
    expect(existsSync(join(workspace, 'out/node_modules'))).toBe(false);
    expect(readFileSync(join(workspace, 'out/main.mjs'), 'utf8')).toBe(`console.log('hello');`);
  });
});
