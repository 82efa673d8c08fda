import { at, attribute, MAGIC, writeInt64 } from './record-batch.ts';
import { compress, NO_COMPRESSION } from './compression.ts';
import { crc32c } from './crc32c.ts';
import { varIntBytes, writeVarInt } from './var-int.ts';

/** A record that was found good, all but its offset. */
export interface EncodableRecord {
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly timestampMs: number;
  readonly headers: readonly EncodedHeader[];
}

export interface EncodedHeader {
  readonly name: Buffer;
  readonly value: Buffer;
}

/** Who writes, and as which of its records in this partition, so that the broker takes each once. */
export interface ProducerPlace {
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly sequence: number;
  readonly isTransactional: boolean;
}

/** Length, attributes, timestamp delta, offset delta, two lengths, count of headers: at the most. */
const MOST_OVERHEAD = 5 + 1 + 8 + 5 + 5 + 5 + 5;
const NO_LEADER_EPOCH = -1;

/** At most how many bytes a record takes in a batch. */
export function mostBytes({ key, value, headers }: EncodableRecord): number {
  let bytes = MOST_OVERHEAD + (key?.length ?? 0) + (value?.length ?? 0);
  for (const header of headers) bytes += 10 + header.name.length + header.value.length;
  return bytes;
}

/** What a batch takes besides its records. */
export const BATCH_OVERHEAD_BYTES: number = at.records;

/** Encodes records as one batch, compressed where that makes it smaller. */
export async function encodeBatch(
  records: readonly EncodableRecord[],
  place: ProducerPlace,
  codec: number,
): Promise<Buffer> {
  let size = BATCH_OVERHEAD_BYTES;
  for (const record of records) size += mostBytes(record);
  const batch = Buffer.allocUnsafe(size);
  const baseTimestampMs = records[0]?.timestampMs ?? 0;
  let maxTimestampMs = baseTimestampMs;
  let end: number = at.records;
  for (let index = 0; index < records.length; index += 1) {
    const record = records[index] as EncodableRecord;
    if (record.timestampMs > maxTimestampMs) maxTimestampMs = record.timestampMs;
    end = writeRecord(batch, end, record, index, record.timestampMs - baseTimestampMs);
  }
  const times = { baseTimestampMs, maxTimestampMs };
  const plain = batch.subarray(0, end);
  const packed = codec === NO_COMPRESSION ? plain : await pack(plain, codec);
  const usedCodec = packed === plain ? NO_COMPRESSION : codec;
  writeHead(packed, records.length, place, times, usedCodec);
  return packed;
}

async function pack(plain: Buffer, codec: number): Promise<Buffer> {
  const packed = await compress(codec, plain.subarray(at.records));
  return packed.length < plain.length - at.records
    ? Buffer.concat([plain.subarray(0, at.records), packed])
    : plain;
}

function writeHead(
  batch: Buffer,
  count: number,
  place: ProducerPlace,
  times: { readonly baseTimestampMs: number; readonly maxTimestampMs: number },
  codec: number,
): void {
  writeInt64(batch, 0, at.baseOffset);
  batch.writeInt32BE(batch.length - at.leaderEpoch, at.length);
  batch.writeInt32BE(NO_LEADER_EPOCH, at.leaderEpoch);
  batch.writeInt8(MAGIC, at.magic);
  batch.writeInt16BE(codec | (place.isTransactional ? attribute.transactional : 0), at.attributes);
  batch.writeInt32BE(count - 1, at.lastOffsetDelta);
  writeInt64(batch, times.baseTimestampMs, at.baseTimestamp);
  writeInt64(batch, times.maxTimestampMs, at.maxTimestamp);
  writeInt64(batch, place.producerId, at.producerId);
  batch.writeInt16BE(place.producerEpoch, at.producerEpoch);
  batch.writeInt32BE(place.sequence, at.baseSequence);
  batch.writeInt32BE(count, at.count);
  batch.writeUInt32BE(crc32c(batch, at.attributes), at.crc);
}

function writeRecord(
  into: Buffer,
  start: number,
  { key, value, headers }: EncodableRecord,
  offsetDelta: number,
  timestampDelta: number,
): number {
  let length =
    1 + varIntBytes(timestampDelta) + varIntBytes(offsetDelta) + varIntBytes(headers.length);
  length += key === null ? 1 : varIntBytes(key.length) + key.length;
  length += value === null ? 1 : varIntBytes(value.length) + value.length;
  for (const { name, value: text } of headers) {
    length += varIntBytes(name.length) + name.length + varIntBytes(text.length) + text.length;
  }
  let end = writeVarInt(into, start, length);
  // Attributes, of which a record has none.
  into[end++] = 0;
  end = writeVarInt(into, end, timestampDelta);
  end = writeVarInt(into, end, offsetDelta);
  end = writeBytes(into, end, key);
  end = writeBytes(into, end, value);
  end = writeVarInt(into, end, headers.length);
  for (const { name, value: text } of headers) {
    end = writeBytes(into, writeBytes(into, end, name), text);
  }
  return end;
}

function writeBytes(into: Buffer, start: number, bytes: Buffer | null): number {
  if (bytes === null) {
    return writeVarInt(into, start, -1);
  }
  const end = writeVarInt(into, start, bytes.length);
  into.set(bytes, end);
  return end + bytes.length;
}
