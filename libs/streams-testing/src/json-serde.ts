import type { Serde } from '@user-information/serde';
import { SerdeError } from '@user-information/serde';

/** JSON as bytes, for topologies in tests that need no registry. Bad bytes are UNDECODABLE. */
export function json<T>(): Serde<T> {
  return {
    serialize: (value) => Buffer.from(JSON.stringify(value)),
    deserialize: (bytes) => {
      try {
        return JSON.parse(bytes.toString()) as T;
      } catch (cause) {
        throw new SerdeError('UNDECODABLE', `"${bytes.toString()}" is not JSON.`, { cause });
      }
    },
  };
}
