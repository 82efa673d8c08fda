import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { projectsWithTests } from './projects-with-tests.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'projects-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

describe('projectsWithTests', () => {
  it('finds tests at any depth, and knows projects by their Nx name', () => {
    write(
      'libs/streams/package.json',
      '{ "name": "@user-information/streams", "nx": { "name": "streams" } }',
    );
    write('libs/streams/src/dsl/join.test.ts', '');
    write('apps/plain/package.json', '{ "name": "plain" }');
    write('apps/plain/src/server.int.test.ts', '');
    expect(projectsWithTests(root)).toEqual([
      { name: 'plain', files: ['apps/plain/src/server.int.test.ts'] },
      { name: 'streams', files: ['libs/streams/src/dsl/join.test.ts'] },
    ]);
  });

  it('leaves out projects whose tests are only of types', () => {
    write('libs/types/package.json', '{ "name": "types" }');
    write('libs/types/src/join.type.test.ts', '');
    expect(projectsWithTests(root)).toEqual([]);
  });
});
