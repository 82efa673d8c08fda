import { describe, expect, it } from '@jest/globals';
import type { LogRecord } from '@user-information/event-log';
import fc from 'fast-check';
import { codecNumber } from './compression.ts';
import { decodeBatches } from './decode-batches.ts';
import type { EncodableRecord } from './encode-batch.ts';
import { BATCH_OVERHEAD_BYTES, encodeBatch, mostBytes } from './encode-batch.ts';
import { at } from './record-batch.ts';
import { RecordCursor } from './record-cursor.ts';
import { decodeByKafkajs, encodeByKafkajs } from './test-kafkajs-batch.ts';

const where = { topic: 'users', partition: 0 };
const NONE = codecNumber('none');

const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));
const maybeBytes = fc.option(bytes, { nil: null });
const header = fc.record({ name: fc.string({ minLength: 1 }), value: fc.string() });
const record = fc.record({
  key: maybeBytes,
  value: maybeBytes,
  timestampMs: fc.integer({ min: 0, max: 4_102_444_800_000 }),
  headers: fc
    .uniqueArray(header, { maxLength: 3, selector: ({ name }) => name })
    .map((headers) =>
      headers.map(({ name, value }) => ({ name: Buffer.from(name), value: Buffer.from(value) })),
    ),
});
const someRecords = fc.array(record, { minLength: 1, maxLength: 20 });
const somePlace = fc.record({
  producerId: fc.integer({ min: 0, max: 2 ** 50 }),
  producerEpoch: fc.integer({ min: 0, max: 32_767 }),
  sequence: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  isTransactional: fc.boolean(),
});
const place = { producerId: 7, producerEpoch: 1, sequence: 3, isTransactional: false };

function recordOf(key: string | null, value = key): EncodableRecord {
  const buffer = (text: string | null) => (text === null ? null : Buffer.from(text));
  return { key: buffer(key), value: buffer(value), timestampMs: 1_000, headers: [] };
}

async function decoded(batch: Buffer, fromOffset = 0): Promise<LogRecord[]> {
  const records: LogRecord[] = [];
  for (const each of await decodeBatches(batch, 'users-0')) {
    const cursor = new RecordCursor(each);
    for (let next = cursor.next(where, fromOffset); next; next = cursor.next(where, fromOffset)) {
      records.push(next);
    }
  }
  return records;
}

function expected(records: readonly EncodableRecord[], baseOffset = 0): LogRecord[] {
  return records.map(({ key, value, timestampMs, headers }, index) => ({
    ...where,
    offset: baseOffset + index,
    key,
    value,
    timestampMs,
    headers: Object.fromEntries(headers.map((each) => [String(each.name), String(each.value)])),
  }));
}

describe('a record batch', () => {
  it('is read by kafkajs as it was meant', async () => {
    await fc.assert(
      fc.asyncProperty(someRecords, somePlace, async (records, by) => {
        const read = await decodeByKafkajs(await encodeBatch(records, by, NONE));
        expect(read).toMatchObject({
          firstOffset: '0',
          lastOffsetDelta: records.length - 1,
          inTransaction: by.isTransactional,
          isControlBatch: false,
          producerId: String(by.producerId),
          producerEpoch: by.producerEpoch,
          firstSequence: by.sequence,
        });
        const theirs = read.records.map(({ key, value, timestamp }) => [key, value, timestamp]);
        expect(theirs).toEqual(records.map((r) => [r.key, r.value, String(r.timestampMs)]));
      }),
    );
  });

  it('of kafkajs is read as it was meant, and has the checksum that we expect', async () => {
    await fc.assert(
      fc.asyncProperty(someRecords, somePlace, fc.boolean(), async (records, by, gzip) => {
        const batch = await encodeByKafkajs(records, by, gzip);
        expect(await decoded(batch)).toEqual(expected(records));
      }),
    );
  });

  it.each(['none', 'gzip', 'zstd'] as const)(
    'comes back as it was with %s',
    async (compression) => {
      await fc.assert(
        fc.asyncProperty(someRecords, async (records) => {
          const batch = await encodeBatch(records, place, codecNumber(compression));
          expect(await decoded(batch)).toEqual(expected(records));
        }),
      );
    },
  );

  it('keeps a header of any name', async () => {
    const headers = [{ name: Buffer.from('__proto__'), value: Buffer.from('kept') }];
    const records = [{ key: null, value: null, timestampMs: 0, headers }];
    const [record] = await decoded(await encodeBatch(records, place, NONE));
    expect(Object.entries(record?.headers ?? {})).toEqual([['__proto__', 'kept']]);
  });

  it('is never larger than was said', async () => {
    await fc.assert(
      fc.asyncProperty(someRecords, async (records) => {
        const batch = await encodeBatch(records, place, codecNumber('gzip'));
        const most = records.reduce((sum, each) => sum + mostBytes(each), BATCH_OVERHEAD_BYTES);
        expect(batch.length).toBeLessThanOrEqual(most);
      }),
    );
  });

  it.each(['gzip', 'zstd'] as const)('gets smaller with %s', async (compression) => {
    const records = Array.from({ length: 100 }, (_, index) =>
      recordOf(`user-${index}`, 'x'.repeat(99)),
    );
    const plain = await encodeBatch(records, place, NONE);
    const packed = await encodeBatch(records, place, codecNumber(compression));
    expect(packed.length).toBeLessThan(plain.length / 5);
  });

  it('counts its offsets from where the broker put it', async () => {
    const batch = await encodeBatch([recordOf('a'), recordOf('b')], place, NONE);
    batch.writeBigInt64BE(2n ** 40n, at.baseOffset);
    expect((await decoded(batch)).map(({ offset }) => offset)).toEqual([2 ** 40, 2 ** 40 + 1]);
    expect((await decoded(batch, 2 ** 40 + 1)).map(({ key }) => String(key))).toEqual(['b']);
  });

  it('comes after others, and may be cut off', async () => {
    const first = await encodeBatch([recordOf('a')], place, NONE);
    const second = await encodeBatch([recordOf('b')], place, NONE);
    second.writeBigInt64BE(1n, at.baseOffset);
    const both = Buffer.concat([first, second]);
    expect(await decoded(both)).toHaveLength(2);
    for (let end = first.length; end < both.length; end += 1) {
      expect(await decoded(both.subarray(0, end))).toHaveLength(1);
    }
  });

  it('that is damaged is refused', async () => {
    const batch = await encodeBatch([recordOf('a')], place, NONE);
    batch[batch.length - 1]! ^= 1;
    await expect(decodeBatches(batch, 'users-0')).rejects.toMatchObject({
      code: 'STORAGE',
      message: "The batch at offset 0 of users-0 can't be read: its checksum is wrong.",
    });
  });

  it('of a codec that is not here says what to do', async () => {
    const batch = await encodeByKafkajs([recordOf('a')], place);
    const attributes = batch.readInt16BE(at.attributes);
    batch.writeInt16BE(attributes | 3, at.attributes);
    const { crc32c } = await import('./crc32c.ts');
    batch.writeUInt32BE(crc32c(batch, at.attributes), at.crc);
    await expect(decodeBatches(batch, 'users-0')).rejects.toMatchObject({
      code: 'STORAGE',
      message: expect.stringContaining('compressed with lz4'),
    });
  });
});
