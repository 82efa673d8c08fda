import avro from 'avsc';
import type { Tap, TapReader } from './tap.ts';

/**
 * Avro's arrays and maps, that believe no count which the bytes can't hold. avsc's own make room for
 * as many items as a damaged record claims, which takes all memory or for ever. An item takes a
 * byte at least; arrays of nulls or of records without fields are refused with the others.
 */
export function boundedArray(part: avro.Schema, options: object): avro.Type {
  const array = new avro.types.ArrayType(part, options);
  const items = array.itemsType as unknown as TapReader;
  return Object.create(array, {
    _read: { value: readArray },
    _skip: { value: (tap: Tap) => skipBlocks(tap, () => items._skip(tap)) },
  }) as avro.Type;
}

/** See `boundedArray`. */
export function boundedMap(part: avro.Schema, options: object): avro.Type {
  const map = new avro.types.MapType(part, options);
  const values = map.valuesType as TapReader;
  const skipEntry = (tap: Tap) => {
    tap.skipString();
    values._skip(tap);
  };
  return Object.create(map, {
    _read: { value: readMap },
    _skip: { value: (tap: Tap) => skipBlocks(tap, () => skipEntry(tap)) },
  }) as avro.Type;
}

/** `this` is the type, or a resolver with the reader of its items. */
function readArray(this: { readonly itemsType: TapReader }, tap: Tap): unknown[] {
  const items: unknown[] = [];
  for (let count = blockCount(tap); count > 0; count = blockCount(tap)) {
    for (let i = 0; i < count; i++) items.push(this.itemsType._read(tap));
  }
  return items;
}

/** Without a prototype, so that any key is one. */
function readMap(this: { readonly valuesType: TapReader }, tap: Tap): Record<string, unknown> {
  const entries = Object.create(null) as Record<string, unknown>;
  for (let count = blockCount(tap); count > 0; count = blockCount(tap)) {
    for (let i = 0; i < count; i++) {
      const key = tap.readString();
      entries[key] = this.valuesType._read(tap);
    }
  }
  return entries;
}

function skipBlocks(tap: Tap, skipItem: () => void): void {
  for (let count = blockCount(tap); count > 0; count = blockCount(tap)) {
    for (let i = 0; i < count; i++) skipItem();
  }
}

/** Items in the block that begins here; a negative count is followed by the block's size. */
function blockCount(tap: Tap): number {
  const written = tap.readLong();
  if (written < 0) tap.readLong();
  const count = Math.abs(written);
  const left = tap.buf.length - tap.pos;
  if (count <= Math.max(left, 0)) return count;
  throw new RangeError(`an array or map claims ${count} items where ${left} bytes are left`);
}
