import { SerdeError } from './errors.ts';

/**
 * Confluent's wire format: a byte 0, the schema's id as a big-endian 32-bit integer, the Avro body.
 * https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html#wire-format
 */
export const headerBytes = 5;

const magicByte = 0;

/** Writes the five bytes before a body at `offset`. */
export function writeHeader(target: Buffer, offset: number, schemaId: number): void {
  target[offset] = magicByte;
  target.writeInt32BE(schemaId, offset + 1);
}

/** The id of the schema that a value was written with. Throws UNDECODABLE for bytes of another format. */
export function schemaIdOf(bytes: Buffer): number {
  if (bytes.length < headerBytes || bytes[0] !== magicByte) {
    const start = bytes.subarray(0, headerBytes).toString('hex');
    throw new SerdeError(
      'UNDECODABLE',
      `${bytes.length} bytes that begin with "${start}" are not in the wire format: a byte 0 and a schema id of four bytes come first.`,
    );
  }
  const id = bytes.readInt32BE(1);
  if (id <= 0) {
    throw new SerdeError('UNDECODABLE', `Schema id ${id} is not a positive 32-bit integer.`);
  }
  return id;
}
