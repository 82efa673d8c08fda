import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compile } from './compile.ts';

const string = compile('string', 'a string');

describe('wellFormedString', () => {
  it('writes UTF-8, whatever the text', () => {
    const text = fc.array(fc.constantFrom('a', 'é', '👋', '\ud800', '\udc00', '\ufffd'));
    const check = (characters: readonly string[]) => {
      const value = characters.join('');
      const body = Buffer.from(value);
      const length = compile('long', 'a long').toBuffer(body.length);
      expect(string.toBuffer(value)).toEqual(Buffer.concat([length, body]));
      expect(string.fromBuffer(string.toBuffer(value))).toBe(value.toWellFormed());
    };
    fc.assert(fc.property(text, check));
  });

  it('takes nothing but text', () => {
    expect(string.isValid(1)).toBe(false);
    expect(() => string.toBuffer(1)).toThrow('invalid "string": 1');
  });
});
