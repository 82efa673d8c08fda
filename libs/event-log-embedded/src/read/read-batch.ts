import type { Batch, LogRecord, PartitionOffset, RecordHeaders } from '@user-information/event-log';
import type { StoredRecord } from '../storage/partition-table.ts';
import type { Partition } from '../topics/topic.ts';
import type { Cursor } from './cursor.ts';

/** Rows are asked for in slices that double, so that big records do not fill the memory first. */
const FIRST_SLICE = 16;
const NO_HEADERS = Object.freeze({});

export interface BatchLimits {
  readonly maxRecords: number;
  readonly maxBytes: number;
}

/**
 * Reads on from the cursors, in a read transaction that the caller holds, and moves them once all
 * is read. Each partition that is behind its end gets an equal share of the limits, and what those
 * before it left over; the caller changes who comes first from batch to batch.
 */
export function readBatch(cursors: readonly Cursor[], limits: BatchLimits): Batch {
  const records: LogRecord[] = [];
  const moves: { readonly cursor: Cursor; readonly offset: number }[] = [];
  const behind = cursors
    .map((cursor) => ({ cursor, endOffset: cursor.partition.table.nextOffset() }))
    .filter(({ cursor, endOffset }) => cursor.offset < endOffset);
  let { maxRecords, maxBytes } = limits;
  behind.forEach(({ cursor, endOffset }, index) => {
    const parts = behind.length - index;
    const share = { maxRecords: Math.ceil(maxRecords / parts), maxBytes: maxBytes / parts };
    if (share.maxRecords > 0 && (share.maxBytes > 0 || records.length === 0)) {
      const used = readPartition(cursor, endOffset, share, records);
      moves.push({ cursor, offset: used.offset });
      maxRecords -= used.records;
      maxBytes -= used.bytes;
    }
  });
  const positions = moves.map(({ cursor, offset }): PartitionOffset => {
    cursor.offset = offset;
    return { topic: cursor.partition.topic, partition: cursor.partition.partition, offset };
  });
  return { records, positions };
}

function readPartition(
  { partition, offset: from }: Cursor,
  endOffset: number,
  limits: BatchLimits,
  into: LogRecord[],
): { readonly records: number; readonly bytes: number; readonly offset: number } {
  let records = 0;
  let bytes = 0;
  let offset = from;
  for (let slice = FIRST_SLICE; records < limits.maxRecords; slice *= 2) {
    const limit = Math.min(slice, limits.maxRecords - records);
    const rows = partition.table.read(offset, limit);
    for (const row of rows) {
      into.push(toLogRecord(partition, row));
      bytes += (row.key?.length ?? 0) + (row.value?.length ?? 0);
      offset = row.offset + 1;
    }
    records += rows.length;
    if (rows.length < limit) {
      return { records, bytes, offset: endOffset };
    }
    if (bytes >= limits.maxBytes) {
      break;
    }
  }
  return { records, bytes, offset };
}

function toLogRecord({ topic, partition }: Partition, row: StoredRecord): LogRecord {
  return {
    topic,
    partition,
    offset: row.offset,
    key: toBuffer(row.key),
    value: toBuffer(row.value),
    timestampMs: row.timestamp_ms,
    headers: row.headers === null ? NO_HEADERS : (JSON.parse(row.headers) as RecordHeaders),
  };
}

function toBuffer(bytes: Uint8Array | null): Buffer | null {
  return bytes === null ? null : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
