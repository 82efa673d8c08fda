import { describe, expect, it } from '@jest/globals';
import { verdict } from './verdict.ts';

const green = {
  passed: 12,
  failed: 0,
  skipped: 0,
  testedProjects: new Set(['serde', 'streams']),
  failedTasks: [],
};

describe('verdict', () => {
  it('is green when all that has tests ran and passed', () => {
    expect(verdict(green, 0, ['serde', 'streams'])).toEqual({
      lines: ['12 passed, 0 failed'],
      exitCode: 0,
    });
  });

  it('names a failed lint or typecheck task above the count', () => {
    expect(verdict({ ...green, failedTasks: ['serde:lint'] }, 1, ['serde'])).toEqual({
      lines: ['Failed: serde:lint', '12 passed, 0 failed'],
      exitCode: 1,
    });
  });

  it('is red when a project with tests ran none', () => {
    expect(verdict(green, 0, ['schemas', 'serde'])).toEqual({
      lines: ['Have tests, but ran none: schemas', '12 passed, 0 failed'],
      exitCode: 1,
    });
  });

  it('is red for failed and for skipped tests', () => {
    expect(verdict({ ...green, failed: 1 }, 0, []).exitCode).toBe(1);
    expect(verdict({ ...green, skipped: 1 }, 0, []).exitCode).toBe(1);
  });

  it('is red when test files were left out that should not be', () => {
    expect(verdict(green, 0, [], 2)).toEqual({
      lines: ['Left-out test files, which CI=true does not allow: 2', '12 passed, 0 failed'],
      exitCode: 1,
    });
  });

  it('is red when Nx failed without naming a task, or nothing ran', () => {
    expect(verdict(green, 130, []).lines[0]).toBe('Nx ended with exit code 130');
    expect(verdict({ ...green, passed: 0 }, 0, []).exitCode).toBe(1);
  });
});
