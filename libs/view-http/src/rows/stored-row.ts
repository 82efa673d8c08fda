import type { LogRecord, RecordHeaders } from '@user-information/event-log';

/** What is known of the record that made a row. */
export interface RowRecord {
  readonly offset: number;
  /** When the oldest event in it happened. */
  readonly timestampMs: number;
  /** When this copy of the view took it. */
  readonly appliedMs: number;
  readonly headers: RecordHeaders;
}

/** The first byte of every stored row: the version of this layout. */
const layoutVersion = 1;
const offsetAt = 1;
const timestampAt = 9;
const appliedAt = 17;
const headersLengthAt = 25;
const headersAt = 29;

/** The value as it was in the topic, behind what is known of its record. */
export function storedRow(
  record: Pick<LogRecord, 'offset' | 'timestampMs' | 'headers'>,
  value: Buffer,
  appliedMs: number,
): Buffer {
  const names = Object.keys(record.headers);
  const headers = names.length === 0 ? '' : JSON.stringify(record.headers);
  const headersLength = Buffer.byteLength(headers);
  const bytes = Buffer.allocUnsafe(headersAt + headersLength + value.length);
  bytes[0] = layoutVersion;
  bytes.writeDoubleBE(record.offset, offsetAt);
  bytes.writeDoubleBE(record.timestampMs, timestampAt);
  bytes.writeDoubleBE(appliedMs, appliedAt);
  bytes.writeUInt32BE(headersLength, headersLengthAt);
  bytes.write(headers, headersAt);
  value.copy(bytes, headersAt + headersLength);
  return bytes;
}

/** False for what another version wrote, or something else. */
export function isStoredRow(bytes: Buffer): boolean {
  return bytes.length >= headersAt && bytes[0] === layoutVersion;
}

export function valueOf(stored: Buffer): Buffer {
  return stored.subarray(headersAt + stored.readUInt32BE(headersLengthAt));
}

export function offsetOf(stored: Buffer): number {
  return stored.readDoubleBE(offsetAt);
}

export function recordOf(stored: Buffer): RowRecord {
  const headersEnd = headersAt + stored.readUInt32BE(headersLengthAt);
  const headers = stored.toString('utf8', headersAt, headersEnd);
  return {
    offset: offsetOf(stored),
    timestampMs: stored.readDoubleBE(timestampAt),
    appliedMs: stored.readDoubleBE(appliedAt),
    headers: headers === '' ? {} : (JSON.parse(headers) as RecordHeaders),
  };
}
