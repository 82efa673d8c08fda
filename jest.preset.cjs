// Every project's Jest settings: SWC strips the types, and tests run as CommonJS.
const console = require('node:console');
const { existsSync, readdirSync } = require('node:fs');
const { join } = require('node:path');
const process = require('node:process');

// `npm test` starts servers and sets these; KAFKA_BROKERS may also be a cluster of yours.
const { KAFKA_BROKERS = '', SERVERS_WITH = '', REDIS_SERVER = '', NGINX = '' } = process.env;
const { PROMETHEUS = '', ALERTMANAGER = '', CHROMIUM = '' } = process.env;
const leftOut = [
  ...(KAFKA_BROKERS === '' ? ['kafka'] : []), // They use the broker and the registry that are there.
  ...(SERVERS_WITH === '' ? ['own-kafka'] : []), // They start brokers of their own.
  ...(REDIS_SERVER === '' ? ['redis'] : []), // They start Redis, by this program.
  ...(NGINX === '' ? ['nginx'] : []),
  ...(PROMETHEUS === '' ? ['prometheus'] : []), // And promtool, which is beside it.
  ...(PROMETHEUS === '' || ALERTMANAGER === '' ? ['alertmanager'] : []),
  ...(CHROMIUM === '' ? ['chromium'] : []), // They open pages in it.
];
// Not globSync: Nx reads this file too, and may have been started by Node 20, which lacks it.
const sources = existsSync('src') ? readdirSync('src', { recursive: true }) : [];
const leftOutFiles = leftOut.flatMap((kind) =>
  sources.filter((file) => file.endsWith(`.${kind}.test.ts`)).map((file) => join('src', file)),
);

if (leftOutFiles.length > 0 && require.main?.filename.endsWith('jest/bin/jest.js')) {
  console.error(`Left out, as they need servers: ${leftOutFiles.join(', ')}. To run them,
  npm test -- -p <project>                                    has those for them;
  KAFKA_BROKERS=127.0.0.1:9092 SERVERS_WITH=java npx jest     uses that of \`npm run kafka\`;
  REDIS_SERVER=redis-server NGINX=nginx npx jest              uses those programs;
  PROMETHEUS=… ALERTMANAGER=… CHROMIUM=… npx jest             these, too, by their full paths.
`);
}

// Packages that are ES modules only.
const esModules = ['@faker-js/', '@seriousme/', '@user-information/', 'content-disposition/'];

module.exports = {
  testEnvironment: 'node',
  reporters: ['default', join(__dirname, 'jest.leaks.cjs')],
  testMatch: ['<rootDir>/**/*.test.ts'],
  // To end what hangs, and nothing else: many wait for other processes, which share the processor with all
  // other tests, on machines of any speed.
  testTimeout: 300_000,
  testPathIgnorePatterns: [
    ...['/node_modules/', '/dist/', '\\.type\\.test\\.ts$'],
    ...leftOut.map((kind) => `\\.${kind}\\.test\\.ts$`),
  ],
  passWithNoTests: leftOutFiles.length > 0,
  extensionsToTreatAsEsm: [],
  transform: {
    '^.+\\.(ts|mts|js|mjs)$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!${esModules.join('|')})`],
};
