import { describe, expect, it } from '@jest/globals';
import { importedPackages } from './imported-packages.ts';

describe('importedPackages', () => {
  it('knows every form of import', () => {
    const text = [
      `import { join } from 'node:path';`,
      `import type { Logger } from 'pino';`,
      `import 'side-effect/register';`,
      `export { z } from 'zod/v4';`,
      `import {`,
      `  expect,`,
      `} from '@jest/globals';`,
      `import { local } from './local.ts';`,
      `const lazy = await import('typescript/lib');`,
    ].join('\n');
    expect(importedPackages(text).sort()).toEqual([
      '@jest/globals',
      'pino',
      'side-effect',
      'typescript',
      'zod',
    ]);
  });

  it('counts a package once', () => {
    expect(importedPackages(`import a from 'x';\nimport b from 'x/y';`)).toEqual(['x']);
  });
});
