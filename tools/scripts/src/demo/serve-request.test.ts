import { describe, expect, it } from '@jest/globals';
import { serveRequest } from './serve-request.ts';

const read = (command: string) => serveRequest(command.split(' '));

describe('serveRequest', () => {
  it.each([
    'run-many -t serve',
    'run-many --target serve',
    'run-many --targets=serve',
    'run-many -t=build,serve',
    'run-many -p one,two -t build serve --parallel=2',
    'affected -t serve',
  ])('knows many in "%s"', (command) => {
    expect(read(command)).toEqual({ kind: 'many' });
  });

  it.each(['serve join-service', 'run join-service:serve', 'serve --verbose join-service'])(
    'knows one in "%s"',
    (command) => {
      expect(read(command)).toEqual({ kind: 'one', service: 'join-service' });
    },
  );

  it.each([
    'run-many -t build -p serve',
    'run-many -t test',
    'run serve:test',
    'test serve',
    'graph',
  ])('knows none in "%s"', (command) => {
    expect(read(command)).toEqual({ kind: 'none' });
  });
});
