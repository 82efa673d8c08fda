import type { LogRecord } from '@user-information/event-log';
import { SerdeError } from '@user-information/serde';

/** A record that could not be processed, and why. */
export interface Failure {
  readonly record: LogRecord;
  readonly error: unknown;
}

/**
 * Whose fault an error is: the record's, which becomes a dead letter. A registry that can't be asked
 * says nothing about the record: then the task must stop, and the record be read again later.
 */
export function recordFailure(record: LogRecord, error: unknown): Failure {
  if (error instanceof SerdeError && error.code === 'REGISTRY') throw error;
  return { record, error };
}
