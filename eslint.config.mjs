// The style of the project as rules; what ESLint cannot see is in tools/workspace-checks.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Which kinds of project a kind may import; a project's kind is the `type:` tag in its manifest. */
const libraries = ['engine', 'adapter', 'port', 'domain', 'platform'];
const mayImport = {
  app: [...libraries, 'wiring'],
  wiring: libraries,
  engine: ['port', 'domain', 'platform'],
  adapter: ['port', 'domain', 'platform'],
  port: ['domain'],
  domain: [],
  platform: [],
  testing: [...libraries, 'testing'],
  tool: ['app', 'wiring', ...libraries, 'testing', 'tool'],
};

const tests = [
  '**/*.test.ts',
  '**/*.fixture.ts',
  '**/test-*.ts',
  '**/testing/**/*.ts',
  '**/conformance/**/*.ts',
  'libs/*-testing/**/*.ts',
];
const tools = ['tools/**/*.ts'];
const appSources = ['apps/*/src/**/*.ts'];
const librarySources = ['libs/*/src/**/*.ts'];

/** `alsoAllowed` is for tests: they try parts together that must not know each other. */
function boundaries(alsoAllowed = []) {
  const depConstraints = Object.entries(mayImport).map(([kind, kinds]) => ({
    sourceTag: `type:${kind}`,
    onlyDependOnLibsWithTags: [...kinds, ...alsoAllowed].map((allowed) => `type:${allowed}`),
  }));
  const options = { depConstraints, banTransitiveDependencies: true };
  return { '@nx/enforce-module-boundaries': ['error', options] };
}

const libs = join(import.meta.dirname, 'libs');
const adapters = readdirSync(libs)
  .map((name) => join(libs, name, 'package.json'))
  .filter((file) => existsSync(file))
  .map((file) => JSON.parse(readFileSync(file, 'utf8')))
  .filter((manifest) => manifest.nx?.tags?.includes('type:adapter'))
  .map((manifest) => manifest.name);

const noAdapters = {
  'no-restricted-imports': [
    'error',
    {
      patterns: adapters.map((name) => ({
        group: [name, `${name}/*`],
        message:
          'Only the main.ts of an app, and wiring, name an adapter; all else takes the port.',
      })),
    },
  ],
};

const onlyConfigReadsEnvironment = {
  'no-restricted-properties': [
    'error',
    {
      object: 'process',
      property: 'env',
      message: 'Only the config.ts of an app reads the environment; take the value as an option.',
    },
  ],
};

const everywhere = [
  {
    selector: 'ExportAllDeclaration',
    message: 'List the names one by one, so that an index is a table of contents.',
  },
  {
    selector: 'ExportDefaultDeclaration',
    message: 'Export it by its name, so that it has the same one everywhere.',
  },
  {
    selector:
      'MemberExpression[object.name=/^(describe|it|test)$/][property.name=/^(skip|only|todo)$/]',
    message: 'Every test runs: mend it or remove it.',
  },
  {
    selector: 'CallExpression[callee.name=/^(xdescribe|xit|xtest|fdescribe|fit|ftest)$/]',
    message: 'Every test runs: mend it or remove it.',
  },
  {
    selector: "ImportSpecifier[imported.name='env']",
    message: 'Only the config.ts of an app reads the environment; it says process.env.',
  },
];

const codedErrorsOnly = {
  selector: "ThrowStatement > NewExpression[callee.name='Error']",
  message: 'Throw an error of a class with a stable code, which the port or the library owns.',
};

export default defineConfig(
  { ignores: ['**/dist/**', '**/coverage/**', '**/test-artifacts/**', '**/.data/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.cjs'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { module: 'writable', __dirname: 'readonly' },
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { '@nx': nx },
    rules: {
      ...boundaries(),
      ...onlyConfigReadsEnvironment,
      'no-restricted-syntax': ['error', ...everywhere],
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // An index signature is read with brackets, so that one sees that any name would do.
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      // A port's methods are asynchronous, whether an adapter has to wait or not.
      '@typescript-eslint/require-await': 'off',
      // These only change the looks, or advise what other rules forbid.
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', 300],
      'max-lines-per-function': ['error', { max: 70, IIFEs: true }],
      'no-console': ['error', { allow: ['error'] }],
    },
  },
  { files: [...appSources, ...librarySources], rules: noAdapters },
  {
    files: librarySources,
    rules: { 'no-restricted-syntax': ['error', ...everywhere, codedErrorsOnly] },
  },
  {
    files: ['apps/*/src/main.ts', 'libs/wiring/src/**/*.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
  { files: ['apps/*/src/config.ts'], rules: { 'no-restricted-properties': 'off' } },
  {
    files: tests,
    rules: {
      ...boundaries(['engine', 'adapter', 'testing', 'tool']),
      'no-restricted-imports': 'off',
      'no-restricted-properties': 'off',
      'no-restricted-syntax': ['error', ...everywhere],
      // A describe is a chapter, not a function.
      'max-lines-per-function': 'off',
      // expect.any and JSON bodies are any; what a test gets wrong here, its assertion shows.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
  { files: ['**/*.d.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: [...tools, '**/generate/main.ts'],
    rules: { 'no-restricted-properties': 'off', 'no-console': 'off' },
  },
);
