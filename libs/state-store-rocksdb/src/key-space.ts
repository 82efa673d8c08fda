import type { Position } from '@user-information/state-store';

/**
 * A write batch of rocksdb-native is atomic within one column family, so content and position share
 * one: a first byte tells them apart.
 */
const positionByte = 0;
const contentByte = 1;

const positionPrefix = Buffer.of(positionByte);
const contentPrefix = Buffer.of(contentByte);

/** Where every position is, as bounds of an iterator. */
export const positionBounds = { gte: positionPrefix, lt: contentPrefix };

export function contentKey(key: Buffer): Buffer {
  const bytes = Buffer.allocUnsafe(key.length + 1);
  bytes[0] = contentByte;
  bytes.set(key, 1);
  return bytes;
}

export function keyOfContent(bytes: Buffer): Buffer {
  return bytes.subarray(1);
}

/** Topic and partition as text; a topic's name has no colon. */
export function positionKey({ topic, partition }: Position[number]): Buffer {
  return Buffer.concat([positionPrefix, Buffer.from(`${topic}:${partition}`)]);
}

/** The offset in decimal digits. */
export function positionValue({ offset }: Position[number]): Buffer {
  return Buffer.from(`${offset}`);
}

export function positionOf(key: Buffer, value: Buffer): Position[number] {
  const [topic = '', partition] = key.toString('utf8', 1).split(':');
  return { topic, partition: Number(partition), offset: Number(value.toString()) };
}
