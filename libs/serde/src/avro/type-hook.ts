import type avro from 'avsc';
import { boundedArray, boundedMap } from './bounded-collections.ts';
import { safeLong } from './safe-long.ts';
import { wellFormedString } from './well-formed-string.ts';

/** Puts our own types in the place of those of avsc's that some values or bytes lead astray. */
export function typeHook(part: avro.Schema, options: object): avro.Type | undefined {
  switch (typeOf(part)) {
    case 'long':
      return safeLong;
    case 'string':
      return wellFormedString;
    case 'array':
      return boundedArray(part, options);
    case 'map':
      return boundedMap(part, options);
    default:
      return undefined;
  }
}

/** The type that a part of a schema names, with or without attributes. */
export function typeOf(part: unknown): unknown {
  return typeof part === 'object' && part !== null ? (part as { type?: unknown }).type : part;
}
