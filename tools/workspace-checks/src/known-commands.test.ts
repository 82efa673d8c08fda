import { describe, expect, it } from '@jest/globals';
import { unknownCommand } from './known-commands.ts';

describe('unknownCommand', () => {
  it.each([
    'npm ci',
    'npm test -- -p streams',
    'npm run reset',
    'npx nx run-many -t serve',
    'nx run-many -t lint typecheck test',
    'npx nx serve join-service',
    'nx run streams:test',
    'nx test <project>',
    'npx nx graph',
    'npx nx g @user-information/workspace-plugin:service my-service',
    'curl localhost:8080/users',
  ])('knows %s', (command) => {
    expect(unknownCommand(command)).toBeUndefined();
  });

  it.each([
    ['npm run deploy', 'no npm script "deploy"'],
    ['npm publish', 'no npm command "publish"'],
    ['npx nx run-many -t serve deploy', 'no Nx target "deploy"'],
    ['nx serve joins', 'no project "joins"'],
    ['nx run joins:test', 'no project "joins"'],
    [
      'nx g @user-information/workspace-plugin:page home',
      'no generator "@user-information/workspace-plugin:page"',
    ],
    ['nx g @other/plugin:page home', 'no plugin "@other/plugin"'],
  ])('does not know %s', (command, problem) => {
    expect(unknownCommand(command)).toBe(problem);
  });
});
