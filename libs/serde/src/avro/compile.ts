import avro from 'avsc';
import { InvalidSchemaError } from '../errors.ts';
import type { AvroSchema } from '../schema-registry.ts';
import { isLong, safeLong } from './safe-long.ts';

/** avsc's type of a schema, with longs that are exact. `what` names the schema in errors. */
export function compile(schema: AvroSchema, what: string): avro.Type {
  try {
    return avro.Type.forSchema(schema as avro.Schema, {
      omitRecordMethods: true,
      typeHook: (part) => (isLong(part) ? safeLong : undefined),
    });
  } catch (cause) {
    throw new InvalidSchemaError(what, (cause as Error).message, { cause });
  }
}
