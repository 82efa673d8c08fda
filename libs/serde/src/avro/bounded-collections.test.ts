import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compile } from './compile.ts';

const named = (name: string, type: unknown) => ({ name, type });
const record = (...fields: object[]) => ({ type: 'record', name: 'R', fields });
const arrayOf = (items: unknown) => ({ type: 'array', items });
const mapOf = (values: unknown) => ({ type: 'map', values });

const writer = compile(
  record(named('gone', mapOf(arrayOf('string'))), named('kept', arrayOf(mapOf('long')))),
  'the writer',
);
const reader = compile(record(named('kept', arrayOf(mapOf('double')))), 'the reader');
const resolver = reader.createResolver(writer);

/** A count of items, as a long; then `rest`. */
const claim = (count: number, rest = '') =>
  Buffer.concat([compile('long', 'a long').toBuffer(count), Buffer.from(rest, 'hex')]);

describe('arrays and maps', () => {
  it('come back as they were, and can be skipped and resolved', () => {
    const key = fc.oneof(fc.string(), fc.constant('__proto__'));
    const value = fc.record({
      gone: fc.dictionary(key, fc.array(fc.string())),
      kept: fc.array(fc.dictionary(key, fc.integer())),
    });
    const check = (value: { gone: object; kept: readonly object[] }) => {
      const bytes = writer.toBuffer(value);
      const plain = (decoded: unknown) => JSON.stringify(decoded);
      expect(plain(writer.fromBuffer(bytes))).toBe(plain(value));
      expect(plain(reader.fromBuffer(bytes, resolver))).toBe(plain({ kept: value.kept }));
    };
    fc.assert(fc.property(value, check));
  });

  it('may come in blocks, with or without their size', () => {
    const longs = compile(arrayOf('long'), 'longs');
    expect(longs.fromBuffer(Buffer.from('0402040304060800', 'hex'))).toEqual([1, 2, 3, 4]);
  });

  it.each([
    ['an array', arrayOf('string'), claim(2 ** 31)],
    ['an array of nothing', arrayOf('null'), claim(2 ** 40)],
    ['a negative count', arrayOf('string'), claim(-(2 ** 31), '02')],
    ['a map', mapOf('string'), claim(2 ** 31)],
    ['an array in an array', arrayOf(arrayOf('long')), claim(1, 'feffffff0f')],
  ])('refuse a count that the bytes can not hold: %s', (_what, schema, bytes) => {
    const type = compile(schema, 'it');
    expect(() => type.fromBuffer(bytes) as unknown).toThrow(
      /claims \d+ items where \d+ bytes are left/,
    );
    const wrapped = compile(record(named('gone', schema)), 'the writer');
    const empty = compile(record(), 'the reader');
    const skipping = empty.createResolver(wrapped);
    expect(() => empty.fromBuffer(bytes, skipping) as unknown).toThrow(/claims \d+ items/);
  });
});
