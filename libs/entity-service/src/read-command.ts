import { problem } from '@user-information/service';
import { z } from 'zod';

/** A value that is shown back is cut to this many characters. */
const maxShownChars = 100;

/**
 * The fields of a command from a request's body, query or path. A value that is not allowed is a 400
 * that names the field, the value, and what is allowed, for every such field; one that does not
 * exist is named with those that do.
 */
export function readCommand<S extends z.ZodRawShape>(
  shape: S,
  input: unknown,
): z.infer<z.ZodObject<S>> {
  const fields = Object.keys(shape);
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw problem(400, 'Invalid command', `Send a JSON object with ${fields.join(', ')}.`);
  }
  const result = z.strictObject(shape).safeParse(input);
  if (result.success) return result.data;

  const given = input as Readonly<Record<string, unknown>>;
  const wrong = result.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys : [String(issue.path[0])],
  );
  const errors = [...new Set(wrong)].map((field) => ({
    field: field.slice(0, maxShownChars),
    detail: detailOf(field, given, shape),
  }));
  throw problem(400, 'Invalid command', errors.map(({ detail }) => detail).join(' '), { errors });
}

function detailOf(
  field: string,
  given: Readonly<Record<string, unknown>>,
  shape: z.ZodRawShape,
): string {
  const schema = Object.hasOwn(shape, field) ? (shape[field] as z.ZodType) : undefined;
  if (schema === undefined) {
    return `There is no field ${shown(field)}; there are ${Object.keys(shape).join(', ')}.`;
  }
  const found = Object.hasOwn(given, field)
    ? `${field} is ${shown(given[field])}`
    : `${field} is missing`;
  return `${found}; it must be ${schema.description ?? 'something else'}.`;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length <= maxShownChars ? text : `${text.slice(0, maxShownChars)}…`;
}
