import { describe, expect, it } from '@jest/globals';
import { errorLine } from './error-line.ts';
import { ServiceError } from './errors.ts';

describe('errorLine', () => {
  it('is the message of an error with a code', () => {
    expect(errorLine(new ServiceError('PORT_TAKEN', 'Port 8080 is taken.'))).toBe(
      'Port 8080 is taken.',
    );
  });

  it('adds a cause that the message does not tell', () => {
    const cause = new Error('EIO');
    expect(errorLine(new ServiceError('CANNOT_LISTEN', 'Cannot listen.', { cause }))).toBe(
      'Cannot listen. (EIO)',
    );
    expect(errorLine(new ServiceError('CANNOT_LISTEN', 'Cannot listen: EIO', { cause }))).toBe(
      'Cannot listen: EIO',
    );
  });

  it('has the stack of a mistake in the program', () => {
    expect(errorLine(new TypeError('x is undefined'))).toMatch(
      /^TypeError: x is undefined\n +at .*error-line\.test\.ts/,
    );
  });

  it('copes with what is no error', () => {
    expect(errorLine('boom')).toBe('something that is no error was thrown: boom');
  });
});
