import { problem } from '@user-information/service';

const maxFields = 100;

/** Which fields of a row are asked for; null for all of them. */
export type Fields = ReadonlySet<string> | null;

/** Reads `?fields=name,tweetCount`; throws a problem of status 400. */
export function fieldsOf(query: Readonly<Record<string, unknown>>): Fields {
  const { fields } = query;
  if (fields === undefined) return null;
  const names = typeof fields === 'string' ? fields.split(',') : [];
  if (names.length === 0 || names.length > maxFields || names.includes('')) {
    throw problem(
      400,
      'Bad query',
      `fields must be given once: 1 to ${maxFields} names with commas between, name,tweetCount for instance.`,
    );
  }
  return new Set(names);
}

/**
 * The JSON text of an object with no other fields than these. A field that the row does not have is
 * left out: an older writer may not have known it. Throws a problem of status 400 for a row that is no
 * object.
 */
export function project(json: string, fields: Fields): string {
  if (fields === null) return json;
  const row: unknown = JSON.parse(json);
  if (row === null || typeof row !== 'object' || Array.isArray(row)) {
    throw problem(400, 'Bad query', 'The rows of this view have no fields: ask without fields.');
  }
  const chosen = Object.entries(row).filter(([name]) => fields.has(name));
  return JSON.stringify(Object.fromEntries(chosen));
}
