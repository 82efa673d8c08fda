import { SerdeError } from './errors.ts';
import type { Serde } from './serde.ts';

const bytesOfOne = 8;

/**
 * Whole numbers as eight bytes, big-endian, in two's complement: what Kafka's LongSerializer writes.
 * Those that a JavaScript number can't hold exactly are refused both ways.
 */
export const int64: Serde<number> & { deserialize(bytes: Buffer): number } = {
  serialize(value) {
    if (!Number.isSafeInteger(value)) {
      throw new SerdeError(
        'UNENCODABLE',
        `${JSON.stringify(value)} can't be written as a 64-bit integer: it must be a whole number between -(2^53 - 1) and 2^53 - 1.`,
      );
    }
    const bytes = Buffer.allocUnsafe(bytesOfOne);
    bytes.writeBigInt64BE(BigInt(value));
    return bytes;
  },
  deserialize(bytes) {
    const value = bytes.length === bytesOfOne ? Number(bytes.readBigInt64BE()) : NaN;
    if (Number.isSafeInteger(value)) return value;
    const start = bytes.subarray(0, 32).toString('hex');
    throw new SerdeError(
      'UNDECODABLE',
      `${bytes.length} bytes that begin with ${start} are no 64-bit integer that a number can hold.`,
    );
  },
};
