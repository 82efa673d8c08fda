import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { utf8 } from './utf8.ts';

describe('utf8', () => {
  it('gives back every string that has a UTF-8 form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const bytes = utf8.serialize(text);
        expect(bytes).toEqual(Buffer.from(text));
        expect(utf8.deserialize(bytes)).toBe(text);
      }),
    );
  });

  it('keeps a byte order mark, which is part of a key like any other character', () => {
    expect(utf8.deserialize(utf8.serialize('\ufeffa'))).toBe('\ufeffa');
  });

  it.each(['\ud800', 'a\udc00b'])('refuses half a surrogate pair: %j', (text) => {
    expect(() => utf8.serialize(text)).toThrow(
      expect.objectContaining({
        code: 'UNENCODABLE',
        message: expect.stringContaining(JSON.stringify(text)),
      }),
    );
  });

  it('refuses what is no string', () => {
    expect(() => utf8.serialize(1 as unknown as string)).toThrow(/^1 can't be written as UTF-8/);
  });

  it.each(['ff', 'c3', 'eda080', 'c0af', 'f8888080', '61ff'])(
    'refuses bytes that are not UTF-8: %s',
    (hex) => {
      expect(() => utf8.deserialize(Buffer.from(hex, 'hex'))).toThrow(
        expect.objectContaining({ code: 'UNDECODABLE', message: expect.stringContaining(hex) }),
      );
    },
  );
});
