import { SerdeError } from './errors.ts';
import type { Serde } from './serde.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Strings as UTF-8, strictly: what comes back is what went in, or a `SerdeError`. */
export const utf8: Serde<string> & { deserialize(bytes: Buffer): string } = {
  serialize(value) {
    if (typeof value !== 'string' || !value.isWellFormed()) {
      throw new SerdeError(
        'UNENCODABLE',
        `${JSON.stringify(value)} can't be written as UTF-8: it must be a string without half surrogate pairs.`,
      );
    }
    return Buffer.from(value);
  },
  deserialize(bytes) {
    try {
      return decoder.decode(bytes);
    } catch (cause) {
      const start = bytes.subarray(0, 32).toString('hex');
      throw new SerdeError('UNDECODABLE', `Bytes that begin with ${start} are not UTF-8.`, {
        cause,
      });
    }
  },
};
