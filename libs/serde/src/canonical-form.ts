import type { AvroSchema } from './schema-registry.ts';

/**
 * One text for all schemas that mean the same: attributes sorted, docs and layout gone. Unlike the
 * Avro specification's Parsing Canonical Form it keeps defaults, aliases and logical types, since
 * readers go by them.
 */
export function canonicalForm(schema: AvroSchema): string {
  return JSON.stringify(canonical(schema));
}

function canonical(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(canonical);
  if (typeof part !== 'object' || part === null) return part;
  const attributes = Object.entries(part).filter(([name]) => name !== 'doc');
  const [only] = attributes;
  if (attributes.length === 1 && only?.[0] === 'type') return canonical(only[1]);
  return Object.fromEntries(
    attributes
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => [name, name === 'default' ? value : canonical(value)]),
  );
}
