import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { LintText } from './lint-texts.ts';
import { files, repository } from './repository.ts';

const boundaries = '@nx/enforce-module-boundaries';
const adapters = 'no-restricted-imports';
const environment = 'no-restricted-properties';
const syntax = 'no-restricted-syntax';

const domain = 'libs/schemas/src/index.ts';
const port = 'libs/event-log/src/index.ts';
const platform = 'libs/observability/src/index.ts';
const engine = 'libs/streams/src/index.ts';
const adapter = 'libs/event-log-embedded/src/index.ts';
const testing = 'libs/streams-testing/src/index.ts';
const tool = 'tools/scripts/src/demo/reset.ts';
const main = 'apps/join-service/src/main.ts';
const config = 'apps/join-service/src/config.ts';
const app = 'apps/join-service/src/start-join.ts';
const appTest = String(files('apps/join-service/src/*.test.ts')[0]);
const engineTest = String(files('libs/view-http/src/**/*.test.ts')[0]);

const importing = (name: string): string =>
  `import { thing } from '@user-information/${name}';\nexport const other: unknown = thing;\n`;
const readsEnvironment = `export const home = process.env['HOME'];\n`;

/** Texts, the files in which they stand, and the rule that they break there, if any. */
const cases: [what: string, rule: string | undefined, file: string, code: string][] = [
  ['a domain importing a port', boundaries, domain, importing('event-log')],
  ['a domain importing the platform', boundaries, domain, importing('observability')],
  ['the platform importing a domain', boundaries, platform, importing('schemas')],
  ['the platform importing more of the platform', boundaries, platform, importing('service')],
  ['a port importing a domain', undefined, 'libs/serde/src/index.ts', importing('schemas')],
  ['a port importing a port', boundaries, port, importing('state-store')],
  ['a port importing an engine', boundaries, port, importing('streams')],
  ['an engine importing a port', undefined, engine, importing('state-store')],
  ['an engine importing an engine', boundaries, engine, importing('view-http')],
  ['an engine importing an adapter', boundaries, engine, importing('event-log-embedded')],
  ['an engine importing an adapter by name', adapters, engine, importing('event-log-embedded')],
  ['an engine importing its test driver', boundaries, engine, importing('streams-testing')],
  ['an adapter importing its port', undefined, adapter, importing('event-log')],
  ['an adapter importing an adapter', boundaries, adapter, importing('state-store-rocksdb')],
  ['the test driver importing an engine', undefined, testing, importing('streams')],
  ['an app importing an engine', undefined, app, importing('streams')],
  ['an app importing the test driver', boundaries, app, importing('streams-testing')],
  ['a test of an app importing the test driver', undefined, appTest, importing('streams-testing')],
  ['an app importing an app', boundaries, app, importing('user-info-http')],
  ['an adapter named outside main.ts', adapters, app, importing('event-log-embedded')],
  ['an adapter named in config.ts', adapters, config, importing('event-log-embedded')],
  ['an adapter named in main.ts', undefined, main, importing('event-log-embedded')],
  ['an adapter named in a test', undefined, engineTest, importing('event-log-embedded')],
  [
    'a relative import of another project',
    boundaries,
    engine,
    `import '../../serde/src/index.ts';\n`,
  ],
  ['a package that the manifest does not name', boundaries, port, `import 'fastify';\n`],

  ['a library reading the environment', environment, engine, readsEnvironment],
  ['an app reading the environment', environment, main, readsEnvironment],
  ['config.ts reading the environment', undefined, config, readsEnvironment],
  ['a tool reading the environment', undefined, tool, readsEnvironment],
  [
    'the environment by import',
    syntax,
    app,
    `import { env } from 'node:process';\nexport const all = env;\n`,
  ],

  ['everything re-exported', syntax, engine, `export * from './errors.ts';\n`],
  ['a default export', syntax, engine, `export default 1;\n`],
  ['an error without a code in a library', syntax, engine, `throw new Error('no');\n`],
  [
    'a skipped test',
    syntax,
    appTest,
    `import { it } from '@jest/globals';\nit.skip('x', () => undefined);\n`,
  ],
  [
    'an exclusive test',
    syntax,
    appTest,
    `import { it } from '@jest/globals';\nit.only('x', () => undefined);\n`,
  ],
  [
    'a promise that nobody waits for',
    '@typescript-eslint/no-floating-promises',
    app,
    `Promise.resolve(1);\n`,
  ],
  [
    'a missing case',
    '@typescript-eslint/switch-exhaustiveness-check',
    app,
    `export function f(x: 'a' | 'b') {\n  switch (x) {\n    case 'a':\n      return 1;\n  }\n  return 2;\n}\n`,
  ],
  [
    'a type imported as a value',
    '@typescript-eslint/consistent-type-imports',
    app,
    `import { ServiceScope } from '@user-information/service';\nexport let scope: ServiceScope | undefined;\n`,
  ],
  ['a file of 301 lines', 'max-lines', app, '// one more\n'.repeat(301)],
  [
    'a function of 71 lines',
    'max-lines-per-function',
    app,
    `export function f() {\n${'  // more\n'.repeat(70)}}\n`,
  ],
];

/** All cases in one process: starting ESLint with types and the project graph takes seconds. */
function lint(texts: readonly LintText[]): string[][] {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [join(__dirname, 'lint-texts.ts')],
    {
      cwd: repository,
      input: JSON.stringify(texts),
      encoding: 'utf8',
      env: { ...process.env, NX_DAEMON: 'false' },
    },
  );
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as string[][];
}

const broken = lint(cases.map(([, , file, code]) => ({ file, code })));
const results = cases.map(([what, rule], index) => ({ what, rule, found: broken[index] ?? [] }));

describe('the lint rules', () => {
  it.each(results.filter(({ rule }) => rule !== undefined))(
    'refuse $what ($rule)',
    ({ rule, found }) => {
      expect(found).toContain(rule);
    },
  );

  it.each(results.filter(({ rule }) => rule === undefined))('allow $what', ({ found }) => {
    const rules = [boundaries, adapters, environment, syntax];
    expect(found.filter((name) => rules.includes(name))).toEqual([]);
  });
});
