import { describe, expect, it } from '@jest/globals';
import { nxArguments } from './nx-arguments.ts';

const text = (...args: string[]) => {
  const { checks, tests } = nxArguments(args, ['e2e', 'serde']);
  return { checks: checks.join(' '), tests: tests.join(' ') };
};

describe('nxArguments', () => {
  it('check everything at once, and begin with the tests that take longest', () => {
    expect(text('--skip-nx-cache')).toEqual({
      checks: expect.stringMatching(
        /^run-many -t lint-all typecheck-all format-check build .* --skip-nx-cache$/,
      ),
      tests: expect.stringMatching(/^run-many -t test .* -p e2e,.*,e2e,serde --skip-nx-cache$/),
    });
  });

  it('check the projects alone that were chosen', () => {
    expect(text('-p', 'serde')).toEqual({
      checks: expect.stringMatching(
        /^run-many -t lint typecheck format-check build (?!.*e2e).* -p serde$/,
      ),
      tests: expect.stringMatching(/^run-many -t test (?!.*e2e).* -p serde$/),
    });
  });
});
