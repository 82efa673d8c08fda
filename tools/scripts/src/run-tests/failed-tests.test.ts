import { describe, expect, it } from '@jest/globals';
import { failedTests } from './failed-tests.ts';

const red = (text: string): string => `\u001b[1m\u001b[31m${text}\u001b[39m\u001b[22m`;

const failure = [
  red('  ● join › folds'),
  '',
  '    expect(received).toBe(expected)',
  '',
  '      at join.test.ts:7:3',
];

function nxOutput(...lines: readonly string[]): string {
  return ['> nx run streams:test', '> jest\r', '', ...lines, '', 'Tests:       1 failed'].join(
    '\n',
  );
}

describe('failedTests', () => {
  it('repeats what was said of each test that failed, with its file', () => {
    const output = nxOutput(
      ' PASS   streams  src/fold.test.ts',
      `${red(' FAIL ')}  streams  src/join.test.ts (7.2 s)`,
      ...failure,
      '',
      '  ● join › leaves out',
      '',
      '    thrown: "Exceeded timeout"',
      '',
      ' PASS   streams  src/map.test.ts',
    );
    expect(failedTests(output)).toEqual([
      [
        'streams  src/join.test.ts',
        '  ● join › folds',
        '',
        '    expect(received).toBe(expected)',
        '',
        '      at join.test.ts:7:3',
      ].join('\n'),
      'streams  src/join.test.ts\n  ● join › leaves out\n\n    thrown: "Exceeded timeout"',
    ]);
  });

  it('says once what Jest says twice', () => {
    const said = ['', ...failure, ''];
    const output = nxOutput(
      ...[' FAIL   streams  src/join.test.ts', ...said],
      ...['Summary of all failing tests', ' FAIL  src/join.test.ts', ...said],
    );
    expect(failedTests(output)).toEqual([expect.stringMatching(/^streams {2}src/)]);
  });

  it('ends a difference that is long', () => {
    const difference = Array.from({ length: 1000 }, (_, index) => `    + ${index}`);
    const [block = ''] = failedTests(
      nxOutput(' FAIL   streams  src/join.test.ts', ...failure, ...difference),
    );
    expect(block.split('\n')).toHaveLength(52);
    expect(block).toMatch(/ more lines above$/);
  });

  it('leaves out what tests print, and what passed', () => {
    const output = nxOutput(
      ' PASS   streams  src/join.test.ts',
      '  ● Console',
      '',
      '    console.log',
    );
    expect(failedTests(output)).toEqual([]);
  });
});
