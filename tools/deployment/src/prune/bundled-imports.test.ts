import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { bundledImports } from './bundled-imports.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bundle-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function importsOf(...lines: string[]): Promise<string[]> {
  const bundle = join(folder, 'main.mjs');
  writeFileSync(bundle, lines.join('\n'));
  return bundledImports(bundle);
}

describe('bundledImports', () => {
  it('names packages once, sorted, whatever part of them is imported and how', async () => {
    const imports = await importsOf(
      `import { z } from 'zod/v4';`,
      `import { z as core } from 'zod/v4/core';`,
      `export { faker } from '@faker-js/faker/locale/en';`,
      `const lazy = await import('prettier');`,
      `console.log(z, core, lazy);`,
    );
    expect(imports).toEqual(['@faker-js/faker', 'prettier', 'zod']);
  });

  it("leaves out Node's own modules, with or without their prefix", async () => {
    expect(await importsOf(`import 'node:sqlite';`, `import 'fs/promises';`)).toEqual([]);
  });

  it('is not taken in by what only looks like an import', async () => {
    expect(await importsOf(`// import 'jest';`, `console.log("import 'nx';");`)).toEqual([]);
  });
});
