import type { SharedChange } from '@user-information/state-store';

const headBytes = 20;
const rowHeadBytes = 12;

/** A change as it is published: its partition and offsets, then timestamp, length and bytes of each key. */
export function encodeChange({ partition, fromOffset, toOffset, rows }: SharedChange): Buffer {
  const keysBytes = rows.reduce((sum, { key }) => sum + rowHeadBytes + key.length, 0);
  const bytes = Buffer.allocUnsafe(headBytes + keysBytes);
  bytes.writeUInt32BE(partition, 0);
  bytes.writeDoubleBE(fromOffset, 4);
  bytes.writeDoubleBE(toOffset, 12);
  let at = headBytes;
  for (const { key, timestampMs } of rows) {
    bytes.writeDoubleBE(timestampMs, at);
    bytes.writeUInt32BE(key.length, at + 8);
    key.copy(bytes, at + rowHeadBytes);
    at += rowHeadBytes + key.length;
  }
  return bytes;
}

export function decodeChange(bytes: Buffer): SharedChange {
  const rows: { key: Buffer; timestampMs: number }[] = [];
  for (let at = headBytes; at < bytes.length;) {
    const keyAt = at + rowHeadBytes;
    const keyEnd = keyAt + bytes.readUInt32BE(at + 8);
    rows.push({ timestampMs: bytes.readDoubleBE(at), key: bytes.subarray(keyAt, keyEnd) });
    at = keyEnd;
  }
  return {
    partition: bytes.readUInt32BE(0),
    fromOffset: bytes.readDoubleBE(4),
    toOffset: bytes.readDoubleBE(12),
    rows,
  };
}
