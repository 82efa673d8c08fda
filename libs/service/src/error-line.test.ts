import { describe, expect, it } from '@jest/globals';
import { errorLine } from './error-line.ts';
import { ServiceError } from './errors.ts';

describe('errorLine', () => {
  it('is the message of an error with a code', () => {
    expect(errorLine(new ServiceError('PORT_TAKEN', 'Port 8080 is taken.'))).toBe(
      'Port 8080 is taken.',
    );
  });

  it('has the stack of a mistake in the program', () => {
    expect(errorLine(new TypeError('x is undefined'))).toMatch(
      /^TypeError: x is undefined\n +at .*error-line\.test\.ts/,
    );
  });

  it('has the stack of one that Node gave a code', () => {
    const error = Object.assign(new TypeError('The "path" argument must be a string'), {
      code: 'ERR_INVALID_ARG_TYPE',
    });
    expect(errorLine(error)).toBe(error.stack);
  });

  it('copes with what is no error', () => {
    expect(errorLine('boom')).toBe('something that is no error was thrown: boom');
  });
});
