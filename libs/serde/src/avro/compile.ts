import avro from 'avsc';
import { InvalidSchemaError } from '../errors.ts';
import type { AvroSchema } from '../schema-registry.ts';
import { typeHook } from './type-hook.ts';

/** avsc's type of a schema; `what` names the schema in the error if it is none. */
export function compile(schema: AvroSchema, what: string): avro.Type {
  try {
    return avro.Type.forSchema(schema as avro.Schema, { omitRecordMethods: true, typeHook });
  } catch (cause) {
    throw new InvalidSchemaError(what, (cause as Error).message, { cause });
  }
}
