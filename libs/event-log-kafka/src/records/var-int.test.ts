import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { varIntBytes, VarIntReader, writeVarInt } from './var-int.ts';

function written(value: number): Buffer {
  const bytes = Buffer.alloc(12);
  return bytes.subarray(0, writeVarInt(bytes, 0, value));
}

describe('a varint', () => {
  it.each([
    [0, [0]],
    [-1, [1]],
    [1, [2]],
    [-64, [0x7f]],
    [64, [0x80, 0x01]],
    [300, [0xd8, 0x04]],
    [2 ** 31 - 1, [0xfe, 0xff, 0xff, 0xff, 0x0f]],
    [-(2 ** 31), [0xff, 0xff, 0xff, 0xff, 0x0f]],
    [1_700_000_000_000, [0x80, 0xa0, 0xab, 0xfe, 0xf9, 0x62]],
  ])('of %d is %j', (value, bytes) => {
    expect([...written(value)]).toEqual(bytes);
  });

  it('comes back as it was, and is as long as was said', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 52), max: 2 ** 52 }), (value) => {
        const bytes = written(value);
        expect(bytes).toHaveLength(varIntBytes(value));
        const reader = new VarIntReader(bytes);
        expect(reader.next()).toBe(value);
        expect(reader.at).toBe(bytes.length);
      }),
    );
  });
});
