import type { AvroSchema } from '../schema-registry.ts';

/**
 * The schema without its fields' defaults. Its bytes are the same, but avsc no longer fills in what
 * a value lacks, so that a forgotten field is an error.
 */
export function withoutDefaults(schema: AvroSchema): AvroSchema {
  return strip(schema) as AvroSchema;
}

function strip(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(strip);
  if (typeof part !== 'object' || part === null) return part;
  const entries = Object.entries(part).map(([name, value]) => [
    name,
    name === 'fields' ? (value as object[]).map(stripField) : strip(value),
  ]);
  return Object.fromEntries(entries) as unknown;
}

function stripField({ default: _, ...field }: { default?: unknown }): unknown {
  return strip(field);
}
