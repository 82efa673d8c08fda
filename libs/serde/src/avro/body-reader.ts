import type avro from 'avsc';
import { headerBytes } from '../wire-format.ts';

/** Reads the body of a value in the wire format, from its sixth byte to its end, or throws. */
export type BodyReader<T> = (bytes: Buffer) => T;

/** avsc's resolver of a reader's type for a writer's; its typings don't export the class. */
export type Resolver = ReturnType<avro.Type['createResolver']>;

interface Decoded<T> {
  readonly value: T;
  /** Where the value ends; negative where the bytes end first. */
  readonly offset: number;
}

/** Reads a body as `type`; with `resolver` one that was written as another type. */
export function bodyReader<T>(type: avro.Type, resolver?: Resolver): BodyReader<T> {
  return (bytes) => {
    const { value, offset } = type.decode(bytes, headerBytes, resolver) as Decoded<T>;
    if (offset < 0) throw new RangeError('they end in the middle of the value');
    if (offset < bytes.length) {
      throw new RangeError(`${bytes.length - offset} bytes follow the value`);
    }
    return value;
  };
}
