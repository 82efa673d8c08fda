import { describe, expect, it } from '@jest/globals';
import { isStoredRow, offsetOf, recordOf, storedRow, valueOf } from './stored-row.ts';

const record = { offset: 2 ** 53 - 1, timestampMs: 1_700_000_000_123, headers: {} };

describe('a stored row', () => {
  it.each([
    ['no headers', {}],
    ['headers', { trace: '00-ü', origin: 'join' }],
  ])('gives back its value, byte by byte, and its record, with %s', (_name, headers) => {
    const value = Buffer.from([0, 255, 1]);
    const stored = storedRow({ ...record, headers }, value, 1_700_000_000_456);
    expect(valueOf(stored)).toEqual(value);
    expect(offsetOf(stored)).toBe(record.offset);
    expect(recordOf(stored)).toEqual({ ...record, headers, appliedMs: 1_700_000_000_456 });
  });

  it('may be empty, which is a value', () => {
    expect(valueOf(storedRow(record, Buffer.alloc(0), 0))).toHaveLength(0);
  });

  it('is told from what something else wrote', () => {
    expect(isStoredRow(storedRow(record, Buffer.alloc(0), 0))).toBe(true);
    expect(isStoredRow(Buffer.from([0, 0, 0, 0, 7, ...Array.from({ length: 90 }, () => 1)]))).toBe(
      false,
    );
    expect(isStoredRow(Buffer.from([1]))).toBe(false);
  });
});
