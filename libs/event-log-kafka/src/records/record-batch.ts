/**
 * Where things stand in a record batch of magic 2, which is what Kafka keeps and sends:
 * https://kafka.apache.org/documentation/#recordbatch. Numbers are big-endian.
 */
export const at = {
  baseOffset: 0,
  /** Bytes that follow. */
  length: 8,
  leaderEpoch: 12,
  magic: 16,
  /** Of all that follows it. */
  crc: 17,
  attributes: 21,
  lastOffsetDelta: 23,
  baseTimestamp: 27,
  maxTimestamp: 35,
  producerId: 43,
  producerEpoch: 51,
  baseSequence: 53,
  count: 57,
  records: 61,
} as const;

export const MAGIC = 2;

export const attribute = {
  codec: 0b111,
  appendTime: 0b1000,
  transactional: 0b1_0000,
  control: 0b10_0000,
} as const;

const TWO_32 = 2 ** 32;

export function readInt64(buffer: Buffer, offset: number): number {
  return buffer.readInt32BE(offset) * TWO_32 + buffer.readUInt32BE(offset + 4);
}

export function writeInt64(buffer: Buffer, value: number, offset: number): void {
  buffer.writeInt32BE(Math.floor(value / TWO_32), offset);
  buffer.writeUInt32BE(value - Math.floor(value / TWO_32) * TWO_32, offset + 4);
}
