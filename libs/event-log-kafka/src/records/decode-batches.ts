import { EventLogError } from '@user-information/event-log';
import { decompress, NO_COMPRESSION } from './compression.ts';
import { crc32c } from './crc32c.ts';
import { at, attribute, MAGIC, readInt64 } from './record-batch.ts';

/** A batch as a broker sent it; its records are not decoded yet. */
export interface FetchedBatch {
  readonly baseOffset: number;
  /** Offsets are counted on from here, also where compaction took the last record. */
  readonly nextOffset: number;
  readonly baseTimestampMs: number;
  /** Set where the broker's clock counts, not the records' own. */
  readonly appendTimeMs: number | undefined;
  readonly producerId: number;
  readonly isTransactional: boolean;
  /** It has no records for readers, but the end of a transaction. */
  readonly isControl: boolean;
  readonly count: number;
  readonly records: Buffer;
}

/** The batches in a partition's part of an answer; the last one may be cut off, and is left out then. */
export async function decodeBatches(bytes: Buffer, where: string): Promise<FetchedBatch[]> {
  const batches: Promise<FetchedBatch>[] = [];
  let start = 0;
  while (start + at.records <= bytes.length) {
    const end = start + at.leaderEpoch + bytes.readInt32BE(start + at.length);
    if (end > bytes.length) {
      break;
    }
    batches.push(decodeBatch(bytes.subarray(start, end), where));
    start = end;
  }
  return Promise.all(batches);
}

async function decodeBatch(batch: Buffer, where: string): Promise<FetchedBatch> {
  const baseOffset = readInt64(batch, at.baseOffset);
  if (batch.readInt8(at.magic) !== MAGIC) {
    const magic = batch.readInt8(at.magic);
    throw damaged(where, baseOffset, `it has message format ${magic}, older than Kafka 0.11`);
  }
  if (batch.readUInt32BE(at.crc) !== crc32c(batch, at.attributes)) {
    throw damaged(where, baseOffset, 'its checksum is wrong');
  }
  const attributes = batch.readInt16BE(at.attributes);
  const codec = attributes & attribute.codec;
  const records = batch.subarray(at.records);
  const isAppendTime = (attributes & attribute.appendTime) !== 0;
  return {
    baseOffset,
    nextOffset: baseOffset + batch.readInt32BE(at.lastOffsetDelta) + 1,
    baseTimestampMs: readInt64(batch, at.baseTimestamp),
    appendTimeMs: isAppendTime ? readInt64(batch, at.maxTimestamp) : undefined,
    producerId: readInt64(batch, at.producerId),
    isTransactional: (attributes & attribute.transactional) !== 0,
    isControl: (attributes & attribute.control) !== 0,
    count: batch.readInt32BE(at.count),
    records: codec === NO_COMPRESSION ? records : await decompress(codec, records),
  };
}

function damaged(where: string, offset: number, reason: string): EventLogError {
  return new EventLogError(
    'STORAGE',
    `The batch at offset ${offset} of ${where} can't be read: ${reason}.`,
  );
}
