import { describe, expect, it } from '@jest/globals';
import type { LogRecord } from '@user-information/event-log';
import { codecNumber } from '../records/compression.ts';
import { crc32c } from '../records/crc32c.ts';
import { decodeBatches } from '../records/decode-batches.ts';
import { encodeBatch } from '../records/encode-batch.ts';
import { at, attribute } from '../records/record-batch.ts';
import { PartitionCursor } from './partition-cursor.ts';

interface BatchOf {
  readonly baseOffset: number;
  readonly values: readonly string[];
  readonly producerId?: number;
  readonly isTransactional?: boolean;
  /** Of the marker at the end of a transaction. */
  readonly control?: 'commit' | 'abort';
  /** Where the offsets of the batch end, if compaction took its last records. */
  readonly nextOffset?: number;
}

async function bytesOf(batch: BatchOf): Promise<Buffer> {
  const {
    baseOffset,
    values,
    producerId = 1,
    isTransactional = false,
    control,
    nextOffset,
  } = batch;
  const key = Buffer.from([0, 0, 0, control === 'commit' ? 1 : 0]);
  const records = values.map((value) => ({
    key: control === undefined ? null : key,
    value: Buffer.from(value),
    timestampMs: 0,
    headers: [],
  }));
  const place = { producerId, producerEpoch: 0, sequence: 0, isTransactional };
  const bytes = await encodeBatch(records, place, codecNumber('none'));
  bytes.writeBigInt64BE(BigInt(baseOffset), at.baseOffset);
  if (control !== undefined) {
    bytes.writeInt16BE(attribute.control | attribute.transactional, at.attributes);
  }
  if (nextOffset !== undefined) bytes.writeInt32BE(nextOffset - baseOffset - 1, at.lastOffsetDelta);
  bytes.writeUInt32BE(crc32c(bytes, at.attributes), at.crc);
  return bytes;
}

const begun = { isTransactional: true };
const end = (baseOffset: number, producerId: number, control: 'commit' | 'abort'): BatchOf => ({
  baseOffset,
  producerId,
  control,
  values: [''],
});

async function filled(
  batches: readonly BatchOf[],
  aborted: { producerId: number; firstOffset: number }[] = [],
  offset = 0,
): Promise<PartitionCursor> {
  const cursor = new PartitionCursor({ topic: 'users', partition: 0 }, offset);
  const bytes = Buffer.concat(await Promise.all(batches.map(bytesOf)));
  cursor.fill(await decodeBatches(bytes, 'users-0'), aborted);
  return cursor;
}

function take(cursor: PartitionCursor, most = 1_000): string[] {
  const records: LogRecord[] = [];
  cursor.take(most, records);
  return records.map(({ value }) => String(value));
}

describe('PartitionCursor', () => {
  it('takes what fits, and the rest later', async () => {
    const cursor = await filled([
      { baseOffset: 0, values: ['a', 'b', 'c'] },
      { baseOffset: 3, values: ['d'] },
    ]);
    expect(take(cursor, 2)).toEqual(['a', 'b']);
    expect([cursor.offset, cursor.isFilled]).toEqual([2, true]);
    expect(take(cursor, 1)).toEqual(['c']);
    expect(take(cursor)).toEqual(['d']);
    expect([cursor.offset, cursor.isFilled]).toEqual([4, false]);
  });

  it('begins in the middle of a batch', async () => {
    expect(take(await filled([{ baseOffset: 0, values: ['a', 'b', 'c'] }], [], 2))).toEqual(['c']);
  });

  it('moves past what has no records: markers, and what compaction took', async () => {
    const cursor = await filled([
      { baseOffset: 0, values: ['a'], ...begun },
      end(1, 1, 'commit'),
      { baseOffset: 2, values: ['b'], nextOffset: 9 },
      end(9, 1, 'commit'),
    ]);
    expect(take(cursor, 1)).toEqual(['a']);
    expect(take(cursor, 1)).toEqual(['b']);
    expect(take(cursor, 1)).toEqual([]);
    expect([cursor.offset, cursor.isFilled]).toEqual([10, false]);
  });

  it('leaves out what was aborted, and nothing else', async () => {
    const cursor = await filled(
      [
        { baseOffset: 0, values: ['committed before'], producerId: 1, ...begun },
        end(1, 1, 'commit'),
        { baseOffset: 2, values: ['aborted'], producerId: 1, ...begun },
        { baseOffset: 3, values: ['of another'], producerId: 2, ...begun },
        { baseOffset: 4, values: ['plain'], producerId: 3 },
        { baseOffset: 5, values: ['aborted too'], producerId: 1, ...begun },
        end(6, 1, 'abort'),
        { baseOffset: 7, values: ['committed after'], producerId: 1, ...begun },
        end(8, 1, 'commit'),
        end(9, 2, 'commit'),
        { baseOffset: 10, values: ['aborted again'], producerId: 1, ...begun },
        end(11, 1, 'abort'),
      ],
      [
        { producerId: 1, firstOffset: 10 },
        { producerId: 1, firstOffset: 2 },
      ],
    );
    expect(take(cursor)).toEqual(['committed before', 'of another', 'plain', 'committed after']);
    expect(cursor.offset).toBe(12);
  });

  it('leaves out a transaction that was aborted after what was fetched', async () => {
    const cursor = await filled(
      [{ baseOffset: 5, values: ['aborted'], ...begun }],
      [{ producerId: 1, firstOffset: 1 }],
      5,
    );
    expect(take(cursor)).toEqual([]);
    expect(cursor.offset).toBe(6);
  });
});
