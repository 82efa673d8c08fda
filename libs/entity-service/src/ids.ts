import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { UnusableRecordError } from './errors.ts';

const maxChars = 128;
const pattern = new RegExp(`^[A-Za-z0-9_]{1,${maxChars}}$`);
const allowed = `1 to ${maxChars} letters, digits or underscores`;

/**
 * The id of a user or a tweet. It has no hyphen, since `<followerId>-<followeeId>` and
 * `<userId>-<tweetId>` are ids too, which must tell their parts.
 */
export const idField = z.string().regex(pattern).describe(allowed);

/** Returns an id that a record gives, or throws `UnusableRecordError`; `what` names it. */
export function checkId(what: string, id: string | null): string {
  if (id !== null && pattern.test(id)) return id;
  const found = id === null ? 'null' : JSON.stringify(id.slice(0, maxChars));
  throw new UnusableRecordError(`${what} is ${found}; it must be ${allowed}.`);
}

/** An id that nobody has: digits, as X's are; the time and a random number. */
export function newId(): string {
  return `${Date.now()}${String(randomInt(1_000_000)).padStart(6, '0')}`;
}
