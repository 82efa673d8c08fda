import { expect } from '@jest/globals';
import { EventLogError } from '../errors.ts';
import type { EventLogErrorCode } from '../errors.ts';

/** Expects an `EventLogError` with this code, whose message names what was wrong. */
export async function expectCode(
  attempt: Promise<unknown>,
  code: EventLogErrorCode,
  names = '',
): Promise<void> {
  const outcome: unknown = await attempt.then(
    () => 'succeeded',
    (error: unknown) => error,
  );
  expect(outcome).toBeInstanceOf(EventLogError);
  expect(outcome).toMatchObject({ code, message: expect.stringContaining(names) });
}
