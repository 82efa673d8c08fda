import { describe, expect, it } from '@jest/globals';
import { prettyLine } from './pretty-line.ts';

const time = new Date(2026, 10, 21, 9, 8, 7, 123).toISOString();

describe('prettyLine', () => {
  it('is the local time and the message', () => {
    expect(prettyLine({ time, level: 'info', name: 'user-service', pid: 1, msg: 'Hello' })).toBe(
      '09:08:07 Hello',
    );
  });

  it('names the level when it is not info', () => {
    expect(prettyLine({ time, level: 'warn', msg: 'Late' })).toBe('09:08:07 WARN Late');
  });

  it('has the fields behind the message', () => {
    const fields = { id: 7, word: 'a', text: 'b "c"', none: null, list: [1, 'x'] };
    expect(prettyLine({ time, level: 'info', msg: 'Hello', ...fields })).toBe(
      '09:08:07 Hello id=7 word=a text="b \\"c\\"" none=null list=[1,"x"]',
    );
  });

  it('has the stack of an error below', () => {
    const err = { type: 'Error', message: 'boom', stack: 'Error: boom\n    at here' };
    expect(prettyLine({ time, level: 'error', err, msg: 'Failed' })).toBe(
      '09:08:07 ERROR Failed\nError: boom\n    at here',
    );
  });

  it('keeps what others wrote in a field on one line', () => {
    expect(
      prettyLine({ time, level: 'info', msg: 'Got', text: 'a\n09:08:07 b', word: '\u001b[2J' }),
    ).toBe('09:08:07 Got text="a\\n09:08:07 b" word="\\u001b[2J"');
  });
});
