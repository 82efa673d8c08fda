const { spawnSync } = require('node:child_process');
const console = require('node:console');
const { env } = require('node:process');
const preset = require('../../jest.preset.cjs');

const build = 'src/build-peer.int.test.ts';
const answers = (command, argument) => spawnSync(command, [argument]).status === 0;
const canBuild = answers('javac', '-version') && answers('mvn', '--version');
const isLeftOut = !canBuild && env.CI !== 'true';

if (isLeftOut && require.main?.filename.endsWith('jest/bin/jest.js')) {
  console.error(`Left out, as it needs a JDK of Java 17 or newer and Maven: ${build}.\n`);
}

module.exports = {
  ...preset,
  displayName: 'kafka-streams-peer',
  testPathIgnorePatterns: [...preset.testPathIgnorePatterns, ...(isLeftOut ? [build] : [])],
  passWithNoTests: preset.passWithNoTests || isLeftOut,
};
