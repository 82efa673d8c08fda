// Every project's Jest settings: SWC strips the types, and tests run as CommonJS.
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '\\.type\\.test\\.ts$'],
  extensionsToTreatAsEsm: [],
  transform: {
    '^.+\\.(ts|mts|js|mjs)$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: ['/node_modules/(?!@faker-js/|@user-information/)'],
};
