import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { createLogger } from './create-logger.ts';
import type { LogFormat, LogLevel } from './create-logger.ts';

function logged(format: LogFormat, level: LogLevel = 'info'): string {
  const stream = new PassThrough();
  const logger = createLogger({ name: 'user-service', level, format, stream });
  logger.debug('Details');
  logger.info({ users: 3 }, 'Hello');
  // Nx asks for colours when it runs the tests.
  return stripVTControlCharacters(String(stream.read()));
}

describe('createLogger', () => {
  it('writes JSON with the level as a word and the time in ISO 8601', () => {
    const line = logged('json');
    expect(line).toMatch(/^[^\n]+\n$/);
    expect(JSON.parse(line)).toMatchObject({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      name: 'user-service',
      users: 3,
      msg: 'Hello',
    });
  });

  it('writes lines for people, at once', () => {
    expect(logged('pretty')).toMatch(/^\d\d:\d\d:\d\d Hello users=3\n$/);
  });

  it('writes JSON where there is no terminal', () => {
    const { isTTY } = process.stdout;
    process.stdout.isTTY = false;
    try {
      expect(logged('auto')).toMatch(/^\{/);
      process.stdout.isTTY = true;
      expect(logged('auto')).toMatch(/^\d\d:/);
    } finally {
      process.stdout.isTTY = isTTY;
    }
  });

  it('keeps to the level', () => {
    expect(logged('json', 'debug').trim().split('\n')).toHaveLength(2);
    expect(logged('json', 'error')).toBe('null');
  });
});
