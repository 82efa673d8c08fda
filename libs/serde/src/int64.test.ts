import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { int64 } from './int64.ts';

describe('int64', () => {
  it('gives back every whole number that is safe', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        expect(int64.deserialize(int64.serialize(value))).toBe(value);
      }),
    );
  });

  it.each([
    [1, '0000000000000001'],
    [-1, 'ffffffffffffffff'],
    [258, '0000000000000102'],
  ])("writes %i as Kafka's serializer does", (value, hex) => {
    expect(int64.serialize(value).toString('hex')).toBe(hex);
  });

  it.each([0.5, NaN, Infinity, 2 ** 53, '1'])('refuses %p', (value) => {
    expect(() => int64.serialize(value as number)).toThrow(/can't be written as a 64-bit integer/);
  });

  it.each(['', '01', '00'.repeat(9), '0020000000000000', '7fffffffffffffff'])(
    'refuses the bytes %p',
    (hex) => {
      expect(() => int64.deserialize(Buffer.from(hex, 'hex'))).toThrow(
        expect.objectContaining({ code: 'UNDECODABLE', message: expect.stringContaining(hex) }),
      );
    },
  );
});
