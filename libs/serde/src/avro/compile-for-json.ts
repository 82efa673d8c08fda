import avro from 'avsc';
import { InvalidSchemaError } from '../errors.ts';
import type { AvroSchema } from '../schema-registry.ts';
import { isLong, safeLong } from './safe-long.ts';
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

/** avsc's type of a schema, for reading only, of which every value is one that JSON can hold. */
export function compileForJson(schema: AvroSchema, what: string): avro.Type {
  const wrapped = new WeakSet<object>();
  try {
    return avro.Type.forSchema(withoutDefaults(schema) as avro.Schema, {
      omitRecordMethods: true,
      typeHook: (part, options) => {
        if (isTimestampMillis(part)) return new IsoTimestamp('long', options);
        if (isLong(part)) return safeLong;
        const object = typeof part === 'string' ? { type: part } : (part as { type: unknown });
        if (!['bytes', 'fixed'].includes(object.type as string) || wrapped.has(object)) {
          return undefined;
        }
        // Base64's constructor asks this hook for what it wraps.
        wrapped.add(object);
        return new Base64(object as avro.Schema, options);
      },
    });
  } catch (cause) {
    throw new InvalidSchemaError(what, (cause as Error).message, { cause });
  }
}

function isTimestampMillis(part: unknown): boolean {
  return isLong(part) && (part as { logicalType?: unknown }).logicalType === 'timestamp-millis';
}
