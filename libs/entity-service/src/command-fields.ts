import { z } from 'zod';

/**
 * The fields that commands are made of. Each is described by what it allows, which `readCommand`
 * puts into the error for a value that it does not allow.
 */

const maxNameChars = 200;
const maxTextChars = 4_000;
const maxUrlChars = 2_000;
const maxDateMs = Date.parse('2100-01-01');

export const nameField = line(maxNameChars);

/** A text of several lines, for instance of a tweet. */
export const textField = z
  .string()
  .refine((value) => value.trim() !== '' && isFree(value, maxTextChars))
  .describe(`text of 1 to ${maxTextChars} characters, not only spaces, without control characters`);

export const urlField = z
  .url({ protocol: /^https?$/ })
  .max(maxUrlChars)
  .describe(`a URL that begins with http:// or https://, of at most ${maxUrlChars} characters`);

/** Milliseconds since 1970 UTC. */
export const dateField = z
  .int()
  .min(0)
  .max(maxDateMs)
  .describe('a date before 2100 as whole milliseconds since 1970 UTC');

/** The field, or null. */
export function nullable<S extends z.ZodType>(field: S) {
  return field.nullable().describe(`${wordsOf(field)}, or null`);
}

/** May be left out, and is then not there at all. */
export function optional<S extends z.ZodType>(field: S) {
  return z.exactOptional(field).describe(wordsOf(field));
}

/** May be left out, and is then null. */
export function nullByDefault<S extends z.ZodType>(field: S) {
  return field
    .nullable()
    .default(null)
    .describe(`${wordsOf(field)}, or null`);
}

/** Text on one line, not blank. */
export function line(maxChars: number) {
  return z
    .string()
    .refine((value) => value.trim() !== '' && isFree(value, maxChars) && !/[\r\n]/.test(value))
    .describe(
      `text of 1 to ${maxChars} characters on one line, not only spaces, without control characters`,
    );
}

/** Not too long, in Unicode, and without the control characters that break what shows it. */
function isFree(value: string, maxChars: number): boolean {
  // eslint-disable-next-line no-control-regex -- it is these that are looked for
  const hasControls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(value);
  return value.length <= maxChars && value.isWellFormed() && !hasControls;
}

function wordsOf(field: z.ZodType): string {
  return field.description ?? 'a value';
}
