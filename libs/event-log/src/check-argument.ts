import { EventLogError } from './errors.ts';

const LONGEST_NAME = 249;

/** Refuses what cannot be an offset with `INVALID_ARGUMENT`: for adapters. */
export function checkOffset(offset: number): void {
  if (!Number.isSafeInteger(offset) || offset < 0) {
    throw new EventLogError(
      'INVALID_ARGUMENT',
      `An offset must be an integer from 0 to 2^53 - 1, not ${offset}.`,
    );
  }
}

/** Refuses what cannot name a group or a transactional owner with `INVALID_ARGUMENT`: for adapters. */
export function checkName(what: 'group' | 'transactional id', name: string): void {
  if (name.length < 1 || name.length > LONGEST_NAME) {
    throw new EventLogError(
      'INVALID_ARGUMENT',
      `A ${what} has 1 to ${LONGEST_NAME} characters, not ${name.length} ("${name.slice(0, 20)}").`,
    );
  }
}
