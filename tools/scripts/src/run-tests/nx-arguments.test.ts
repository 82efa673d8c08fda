import { describe, expect, it } from '@jest/globals';
import { nxArguments } from './nx-arguments.ts';

const text = (...args: string[]): string => nxArguments(args, ['e2e', 'serde']).join(' ');

describe('nxArguments', () => {
  it('check everything at once, and begin with the tests that take longest', () => {
    expect(text('--skip-nx-cache')).toMatch(
      /^run-many -t lint-all typecheck-all format-check test build .* -p e2e,.*,e2e,serde,tag:type:app --skip-nx-cache$/,
    );
  });

  it('check the projects alone that were chosen', () => {
    expect(text('-p', 'serde')).toMatch(
      /^run-many -t lint typecheck format-check test build (?!.*e2e).* -p serde$/,
    );
  });
});
