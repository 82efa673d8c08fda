import { compile } from './avro/compile.ts';
import { findIncompatibility } from './avro/find-incompatibility.ts';
import { IncompatibleSchemaError } from './errors.ts';
import type { AvroSchema, Compatibility } from './schema-registry.ts';

/** Throws an `IncompatibleSchemaError` unless the new schema reads whatever the old one wrote. */
export function assertBackwardCompatible(
  subject: string,
  newSchema: AvroSchema,
  oldSchema: AvroSchema,
): void {
  const reader = compile(newSchema, `The new schema of "${subject}"`);
  const writer = compile(oldSchema, `The old schema of "${subject}"`);
  const reason = findIncompatibility(reader, writer);
  if (reason === undefined) return;
  throw new IncompatibleSchemaError(
    `The new schema of "${subject}" can't read what an older one wrote: ${reason}. ` +
      'Give added fields a default and keep the types of the others, or set the compatibility of the subject to NONE.',
  );
}

/**
 * What a registry does with a new schema of a subject that has `versions`, oldest first: throws an
 * `IncompatibleSchemaError` unless it reads those that it must.
 */
export function assertCompatible(
  subject: string,
  newSchema: AvroSchema,
  versions: readonly AvroSchema[],
  compatibility: Compatibility,
): void {
  compile(newSchema, `The new schema of "${subject}"`);
  const readable = { NONE: [], BACKWARD: versions.slice(-1), BACKWARD_TRANSITIVE: versions };
  for (const old of readable[compatibility]) assertBackwardCompatible(subject, newSchema, old);
}
