import { InvalidSchemaError } from '@user-information/serde';
import type { AvroSchema } from '@user-information/serde';
import { z } from 'zod';

/** A schema as the API has it. */
export const schemaText = z.object({
  schema: z.string(),
  /** AVRO when left out. */
  schemaType: z.string().optional(),
  references: z.array(z.object({ subject: z.string() })).nullish(),
});

/** Throws an `InvalidSchemaError` for what others registered and this program cannot use. */
export function parseSchema(
  { schema, schemaType = 'AVRO', references }: z.output<typeof schemaText>,
  what: string,
): AvroSchema {
  if (schemaType !== 'AVRO') throw new InvalidSchemaError(what, `it is of type ${schemaType}.`);
  const [reference] = references ?? [];
  if (reference !== undefined) {
    const reason = `a part of it is in the subject "${reference.subject}"; register it in one piece.`;
    throw new InvalidSchemaError(what, reason);
  }
  try {
    return JSON.parse(schema) as AvroSchema;
  } catch (cause) {
    throw new InvalidSchemaError(what, (cause as Error).message, { cause });
  }
}
