import { describe, expect, it } from '@jest/globals';
import type { SharedBatch } from '@user-information/state-store';
import { splitBatch } from './split-batch.ts';

function batch(rows: number, valueBytes = 1): SharedBatch {
  const writes = Array.from({ length: rows }, (_, n) => ({
    key: Buffer.from(String(n)),
    value: Buffer.alloc(valueBytes),
    offset: 10 + 2 * n,
    timestampMs: 0,
  }));
  return { partition: 1, fromOffset: 10, toOffset: 10_000, writes };
}

describe('splitBatch', () => {
  it.each([0, 1, 200])('leaves %s rows in one part', (rows) => {
    expect(splitBatch(batch(rows))).toEqual([batch(rows)]);
  });

  it('makes parts that follow each other', () => {
    const whole = batch(401);
    const parts = splitBatch(whole);
    expect(parts.map(({ writes }) => writes.length)).toEqual([200, 200, 1]);
    expect(parts.map(({ fromOffset, toOffset }) => [fromOffset, toOffset])).toEqual([
      [10, 409],
      [409, 809],
      [809, 10_000],
    ]);
    expect(parts.flatMap(({ writes }) => writes)).toEqual(whole.writes);
  });

  it('makes them smaller when rows are large', () => {
    const parts = splitBatch(batch(5, 600_000));
    expect(parts.map(({ writes }) => writes.length)).toEqual([2, 2, 1]);
  });
});
