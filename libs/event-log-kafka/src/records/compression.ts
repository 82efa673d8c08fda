import { promisify } from 'node:util';
import { gunzip, gzip, zstdCompress, zstdDecompress } from 'node:zlib';
import { EventLogError } from '@user-information/event-log';

export type Compression = 'none' | 'gzip' | 'zstd';

interface Codec {
  readonly compress: (bytes: Buffer) => Promise<Buffer>;
  readonly decompress: (bytes: Buffer) => Promise<Buffer>;
}

const gzipCodec: Codec = { compress: promisify(gzip), decompress: promisify(gunzip) };
const zstdCodec: Codec = {
  compress: promisify(zstdCompress),
  decompress: promisify(zstdDecompress),
};

/** By the number that a batch has of its codec. */
const codecs: readonly (Codec | undefined)[] = [
  undefined,
  gzipCodec,
  undefined,
  undefined,
  zstdCodec,
];
const names = ['none', 'gzip', 'snappy', 'lz4', 'zstd'];

export const NO_COMPRESSION = 0;

export function codecNumber(compression: Compression): number {
  return names.indexOf(compression);
}

export function compress(codec: number, bytes: Buffer): Promise<Buffer> {
  return codecOf(codec).compress(bytes);
}

/** Fails with `STORAGE` for a codec that is not here. */
export function decompress(codec: number, bytes: Buffer): Promise<Buffer> {
  return codecOf(codec).decompress(bytes);
}

function codecOf(number: number): Codec {
  const codec = codecs[number];
  if (codec === undefined) {
    throw new EventLogError(
      'STORAGE',
      `A record batch is compressed with ${names[number] ?? `codec ${number}`}, which this client ` +
        "can't read: have its producer use none, gzip or zstd.",
    );
  }
  return codec;
}
