import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compile } from './compile.ts';

const long = compile('long', 'a long');

/** Zigzag and base 128 as the Avro specification has them, in BigInt. */
function reference(value: bigint): Buffer {
  const bytes: number[] = [];
  let rest = value >= 0n ? value * 2n : -value * 2n - 1n;
  do {
    bytes.push(Number(rest % 128n) + (rest >= 128n ? 128 : 0));
    rest /= 128n;
  } while (rest > 0n);
  return Buffer.from(bytes);
}

describe('safeLong', () => {
  it('writes and reads every safe integer exactly', () => {
    const near = [0, 30, 31, 32, 52, 53].flatMap((power) => [2 ** power, -(2 ** power)]);
    const nearPowers = fc.tuple(fc.constantFrom(...near), fc.integer({ min: -3, max: 3 }));
    const value = fc.oneof(
      fc.maxSafeInteger(),
      nearPowers.map(([power, step]) => power + step).filter(Number.isSafeInteger),
    );
    const check = (value: number) => {
      const bytes = long.toBuffer(value);
      expect(bytes).toEqual(reference(BigInt(value)));
      expect(long.fromBuffer(bytes)).toBe(value === 0 ? 0 : value);
    };
    fc.assert(fc.property(value, check), { numRuns: 2000 });
  });

  it.each([2n ** 53n, -(2n ** 53n), 2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n)])(
    'refuses to read %s',
    (value) => {
      expect(() => long.fromBuffer(reference(value)) as unknown).toThrow(
        `the long ${value} is beyond ±(2^53-1), so a number would round it`,
      );
    },
  );

  it.each([2 ** 53, -(2 ** 53), 1.5, NaN, Infinity, '1', 1n, null])(
    'refuses to write %p',
    (value) => {
      expect(long.isValid(value)).toBe(false);
      expect(() => long.toBuffer(value)).toThrow('invalid "long"');
    },
  );

  it('skips, and stands in for int, in unions and with logical types', () => {
    const timestamp = { type: 'long', logicalType: 'timestamp-millis' };
    const field = { name: 'a', type: ['null', timestamp] };
    const writer = compile(
      { type: 'record', name: 'R', fields: [field, { name: 'b', type: 'int' }] },
      'the writer',
    );
    const reader = compile(
      { type: 'record', name: 'R', fields: [{ name: 'b', type: 'long' }] },
      'the reader',
    );
    const bytes = writer.toBuffer({ a: -Number.MAX_SAFE_INTEGER, b: -5 });
    expect(writer.fromBuffer(bytes)).toEqual({ a: -Number.MAX_SAFE_INTEGER, b: -5 });
    expect(reader.fromBuffer(bytes, reader.createResolver(writer))).toEqual({ b: -5 });
  });
});
