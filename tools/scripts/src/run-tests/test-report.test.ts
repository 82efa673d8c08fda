import { describe, expect, it } from '@jest/globals';
import { readTestReport } from './test-report.ts';

const bold = (text: string): string => `\u001b[1m${text}\u001b[22m`;

const output = [
  ' NX   Running targets lint, typecheck, test for 3 projects:',
  '',
  '- streams',
  '',
  `${bold('> ')}${bold('nx run')} streams:lint`,
  '> eslint .\r',
  '> nx run streams:test',
  '> jest\r',
  `${bold('Test Suites: ')}2 failed, 4 passed, 6 total`,
  `${bold('Tests:       ')}${bold('1 failed')}, 2 skipped, 1 todo, 96 passed, 100 total`,
  '> nx run serde:test  [local cache]',
  'Tests:       12 passed, 12 total',
  '> nx run schemas:test',
  'Tests:       0 total',
  '',
  ' NX   Running targets lint, typecheck, test for 3 projects failed',
  '',
  'Failed tasks:',
  '',
  '- streams:lint',
  `${bold('-')} schemas:test`,
  '',
  '  Run duration:      1.7s',
].join('\n');

describe('readTestReport', () => {
  it('adds up the tests of all projects, those replayed from the cache too', () => {
    expect(readTestReport(output)).toMatchObject({ passed: 108, failed: 1, skipped: 3 });
  });

  it('names the projects in which a test was counted', () => {
    expect([...readTestReport(output).testedProjects]).toEqual(['streams', 'serde']);
  });

  it('names the tasks that failed and no others', () => {
    expect(readTestReport(output).failedTasks).toEqual(['streams:lint', 'schemas:test']);
  });

  it('is not taken in by a test that talks about tests', () => {
    const { passed } = readTestReport('  console.log Tests: 7 passed, 7 total of them\n');
    expect(passed).toBe(0);
  });
});
