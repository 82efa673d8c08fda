import { describe, expect, it } from '@jest/globals';
import avro from 'avsc';
import { Slab } from './slab.ts';

const type = avro.Type.forSchema('bytes');

describe('Slab', () => {
  it('gives each value bytes of its own, from slab to slab', () => {
    const slab = new Slab();
    const values = Array.from({ length: 2_000 }, (_, i) => Buffer.alloc(i % 97, i));
    const written = values.map((value) => {
      const bytes = slab.write(type, value, 3);
      bytes.fill(0xff, 0, 3);
      return bytes;
    });
    written.forEach((bytes, i) => {
      expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xff, 0xff]));
      expect(type.fromBuffer(bytes.subarray(3))).toEqual(values[i]);
    });
  });

  it('takes a value larger than a slab', () => {
    const slab = new Slab();
    const large = Buffer.alloc(100_000, 7);
    expect(type.fromBuffer(slab.write(type, large, 1).subarray(1))).toEqual(large);
    const small = Buffer.from('x');
    expect(type.fromBuffer(slab.write(type, small, 1).subarray(1))).toEqual(small);
  });
});
