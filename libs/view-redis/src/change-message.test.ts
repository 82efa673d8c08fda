import { expect, it } from '@jest/globals';
import { decodeChange, encodeChange } from './change-message.ts';

it.each([
  [{ partition: 0, fromOffset: 0, toOffset: 1, rows: [] }],
  [
    {
      partition: 4_000_000_000,
      fromOffset: 2 ** 53 - 2,
      toOffset: 2 ** 53 - 1,
      rows: [
        { key: Buffer.from([0, 255]), timestampMs: 1_700_000_000_123 },
        { key: Buffer.alloc(0), timestampMs: -1 },
        { key: Buffer.from('ü'), timestampMs: 0 },
      ],
    },
  ],
])('a change is the same once it was published: %j', (change) => {
  expect(decodeChange(encodeChange(change))).toEqual(change);
});
