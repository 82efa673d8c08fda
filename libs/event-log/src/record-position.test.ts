import { describe, expect, it } from '@jest/globals';
import { parsePosition, positionText } from './record-position.ts';

describe('a position', () => {
  it.each([
    ['follows-1@123', { topic: 'follows', partition: 1, offset: 123 }],
    ['user-information-0@0', { topic: 'user-information', partition: 0, offset: 0 }],
    ['a.b_c-1-22@9007199254740991', { topic: 'a.b_c-1', partition: 22, offset: 2 ** 53 - 1 }],
  ])('is %s', (text, position) => {
    expect(parsePosition(text)).toEqual(position);
    expect(positionText(position)).toBe(text);
  });

  it.each([
    '',
    'follows',
    'follows-1',
    'follows@1',
    'follows-1@',
    'follows-1@-1',
    'follows--1@x',
    '-1@1',
    'follows-1@1.5',
    'follows-1@9007199254740992',
    'fol lows-1@1',
    'follows-1@1,',
    `${'x'.repeat(250)}-1@1`,
  ])('is not %j', (text) => {
    expect(parsePosition(text)).toBeUndefined();
  });
});
