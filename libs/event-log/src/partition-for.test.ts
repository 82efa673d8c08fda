import { describe, expect, it } from '@jest/globals';
import { murmur2, partitionFor } from './partition-for.ts';

describe('murmur2', () => {
  // The vectors of Apache Kafka's own UtilsTest.testMurmur2.
  it.each([
    ['21', -973_932_308],
    ['foobar', -790_332_482],
    ['a-little-bit-long-string', -985_981_536],
    ['a-little-bit-longer-string', -1_486_304_829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58_897_971],
    ['abc', 479_470_107],
  ])('of %j is what Kafka says', (text, expected) => {
    expect(murmur2(Buffer.from(text))).toBe(expected);
  });
});

describe('partitionFor', () => {
  it('drops the sign bit as Java does, rather than taking the absolute value', () => {
    // murmur2('21') = -973932308; & 0x7fffffff = 1173551340
    expect(partitionFor(Buffer.from('21'), 1000)).toBe(340);
    expect(partitionFor(Buffer.from('abc'), 1000)).toBe(107);
  });

  it('places every key in the only partition', () => {
    expect(partitionFor(Buffer.from('anything'), 1)).toBe(0);
  });

  it('places the empty key too', () => {
    expect(partitionFor(Buffer.alloc(0), 1_000_000_007)).toBe(
      murmur2(Buffer.alloc(0)) & 0x7fffffff,
    );
  });
});
