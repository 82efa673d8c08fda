import avro from 'avsc';
import type { Tap } from './tap.ts';

/**
 * Avro's string, always written as UTF-8: half a surrogate pair, which has no such form, becomes
 * U+FFFD as in every encoder of the Web platform. avsc's own writes bytes for it that are not UTF-8.
 */
export const wellFormedString: avro.Type = Object.create(avro.Type.forSchema('string'), {
  _write: { value: write },
}) as avro.Type;

function write(tap: Tap, value: unknown): void {
  if (typeof value !== 'string') throw new TypeError(`invalid "string": ${String(value)}`);
  tap.writeString(value.toWellFormed());
}
