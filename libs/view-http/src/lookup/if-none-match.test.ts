import { expect, it } from '@jest/globals';
import { hasTag } from './if-none-match.ts';

it.each([
  ['"a"', true],
  ['W/"a"', true],
  ['"b", "a"', true],
  ['"b",W/"a" , "c"', true],
  ['*', true],
  [' * ', true],
  ['"b"', false],
  ['a', false],
  ['', false],
  [undefined, false],
])('If-None-Match: %s is %s for "a"', (header, expected) => {
  expect(hasTag(header, '"a"')).toBe(expected);
});
