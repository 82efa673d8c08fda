import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WorkspaceCopy } from './workspace-copy.ts';

const plugin = '@user-information/workspace-plugin';
let workspace: WorkspaceCopy;

beforeAll(async () => {
  workspace = new WorkspaceCopy();
  await workspace.nx('g', `${plugin}:service`, 'search-service', '--skipInstall');
  await workspace.nx('g', `${plugin}:library`, 'ranking', '--kind=domain', '--skipInstall');
});
afterAll(() => workspace.remove());

describe('what the generators make', () => {
  it('lints, type-checks, tests and builds at once', async () => {
    const output = await workspace.nx(
      ...['run-many', '-t', 'lint', 'typecheck', 'test', 'build'],
      ...['-p', 'search-service,ranking', '--outputStyle=static', '--parallel=2'],
    );
    expect(output).toContain('Successfully ran targets lint, typecheck, test, build');
  });

  it.each(['src/main.ts', 'dist/main.mjs'])(
    'runs from %s, and stops in good order',
    async (file) => {
      const exitCode = await workspace.runUntil('listens on', `apps/search-service/${file}`, {
        PORT: '0',
      });
      expect(exitCode).toBe(0);
    },
  );
});
