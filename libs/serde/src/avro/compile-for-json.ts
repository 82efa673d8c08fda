import avro from 'avsc';
import { InvalidSchemaError } from '../errors.ts';
import type { AvroSchema } from '../schema-registry.ts';
import { typeHook, typeOf } from './type-hook.ts';
import { withoutDefaults } from './without-defaults.ts';

/** Reads a timestamp in milliseconds as ISO 8601 text in UTC. */
class IsoTimestamp extends avro.types.LogicalType {
  protected override _fromValue(value: number): string {
    const date = new Date(value);
    if (Number.isNaN(date.getTime())) {
      throw new RangeError(`the timestamp ${value} ms is beyond what ISO 8601 writes`);
    }
    return date.toISOString();
  }
}

class Base64 extends avro.types.LogicalType {
  protected override _fromValue(value: Buffer): string {
    return value.toString('base64');
  }
}

/** avsc's type of a schema, for reading only, whose values are what JSON can hold. */
export function compileForJson(schema: AvroSchema, what: string): avro.Type {
  const wrapped = new WeakSet<object>();
  const jsonTypeHook = (part: avro.Schema, options: object): avro.Type | undefined => {
    if (isTimestampMillis(part)) return new IsoTimestamp('long', options);
    const type = typeOf(part);
    const isBinary = type === 'bytes' || type === 'fixed';
    if (!isBinary || wrapped.has(Object(part) as object)) return typeHook(part, options);
    const binary = typeof part === 'string' ? { type } : part;
    wrapped.add(binary); // Base64's constructor asks this hook for what it wraps.
    return new Base64(binary as avro.Schema, options);
  };
  try {
    return avro.Type.forSchema(withoutDefaults(schema) as avro.Schema, {
      omitRecordMethods: true,
      typeHook: jsonTypeHook,
    });
  } catch (cause) {
    throw new InvalidSchemaError(what, (cause as Error).message, { cause });
  }
}

function isTimestampMillis(part: unknown): boolean {
  const { logicalType } = Object(part) as { logicalType?: unknown };
  return typeOf(part) === 'long' && logicalType === 'timestamp-millis';
}
