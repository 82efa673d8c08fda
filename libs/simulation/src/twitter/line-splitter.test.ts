import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LineSplitter } from './line-splitter.ts';

describe('LineSplitter', () => {
  it('gives the same lines wherever the bytes are cut', () => {
    const line = fc.string({ unit: 'binary' }).map((text) => text.replaceAll(/[\r\n]/g, ''));
    const end = fc.constantFrom('\r\n', '\n');
    fc.assert(
      fc.property(fc.array(fc.tuple(line, end)), fc.array(fc.nat(400)), (lines, cuts) => {
        const bytes = Buffer.from(lines.flat().join(''));
        const splitter = new LineSplitter();
        const bounds = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
        const parts = bounds.slice(1).map((bound, index) => bytes.subarray(bounds[index], bound));
        const expected = lines.map(([text]) => Buffer.from(text).toString());
        expect(parts.flatMap((part) => splitter.push(part))).toEqual(expected);
        expect(splitter.restBytes).toBe(0);
      }),
    );
  });

  it('counts the bytes of the line that has not ended', () => {
    const splitter = new LineSplitter();
    expect(splitter.push(Buffer.from('a\nbc'))).toEqual(['a']);
    expect(splitter.push(Buffer.from('d'))).toEqual([]);
    expect(splitter.restBytes).toBe(3);
    expect(splitter.push(Buffer.from('\r\n\r\n'))).toEqual(['bcd', '']);
    expect(splitter.restBytes).toBe(0);
  });
});
