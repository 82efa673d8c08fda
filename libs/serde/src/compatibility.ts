import { compile } from './avro/compile.ts';
import { IncompatibleSchemaError } from './errors.ts';
import type { AvroSchema } from './schema-registry.ts';

/** Throws an `IncompatibleSchemaError` unless the new schema reads whatever the old one wrote. */
export function assertBackwardCompatible(
  subject: string,
  newSchema: AvroSchema,
  oldSchema: AvroSchema,
): void {
  const reader = compile(newSchema, `The new schema of "${subject}"`);
  const writer = compile(oldSchema, `The old schema of "${subject}"`);
  try {
    reader.createResolver(writer);
  } catch (cause) {
    throw new IncompatibleSchemaError(subject, (cause as Error).message, { cause });
  }
}
