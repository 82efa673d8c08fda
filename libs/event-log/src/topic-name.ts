import { InvalidTopicError } from './errors.ts';

const ALLOWED = /^[a-zA-Z0-9._-]{1,249}$/;

/** Refuses a name that Kafka would refuse, with `InvalidTopicError`. */
export function checkTopicName(name: string): void {
  if (!ALLOWED.test(name) || name === '.' || name === '..') {
    throw new InvalidTopicError(
      name,
      'a name has 1 to 249 of the characters a-z A-Z 0-9 . _ - and is neither "." nor ".."',
    );
  }
}
