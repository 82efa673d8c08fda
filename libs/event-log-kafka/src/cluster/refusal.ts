import { EventLogError, UnauthorizedError, UnavailableError } from '@user-information/event-log';
import { errorType } from '../requests/kafka-error.ts';
import { passes } from './retriable.ts';

/** What a request is about. */
export interface Asker {
  readonly topic?: string;
  readonly group?: string;
  readonly transactionalId?: string;
}

/**
 * The broker ran into an error of its own, and what became of the request is not known. Each step of a
 * transaction may be asked for twice, so asking again finds out.
 */
const BROKER_FAILED = 'UNKNOWN';

/** The error to fail with, as it is no use to try again; undefined if it is. */
export function refusal(error: unknown, about: Asker): Error | undefined {
  if (error instanceof UnavailableError) {
    return undefined;
  }
  const type = errorType(error);
  if (type === BROKER_FAILED && about.transactionalId !== undefined) {
    return undefined;
  }
  return passes(type) ? undefined : (unauthorized(type, about, error) ?? unexpected(error));
}

function unauthorized(
  type: string,
  { topic, group, transactionalId }: Asker,
  cause: unknown,
): EventLogError | undefined {
  switch (type) {
    case 'TOPIC_AUTHORIZATION_FAILED':
      return new UnauthorizedError(
        `what was asked of ${topic === undefined ? 'a topic' : `topic "${topic}"`}`,
        'grant this user Read, Write, Describe and DescribeConfigs on the topic, and Create and Delete where it does that',
        { cause },
      );
    case 'GROUP_AUTHORIZATION_FAILED':
      return new UnauthorizedError(
        `what was asked of group "${group ?? ''}"`,
        'grant this user Read and Describe on the group',
        { cause },
      );
    case 'TRANSACTIONAL_ID_AUTHORIZATION_FAILED':
      return new UnauthorizedError(
        `transactional id "${transactionalId ?? ''}"`,
        'grant this user Write and Describe on the transactional id',
        { cause },
      );
    case 'CLUSTER_AUTHORIZATION_FAILED':
      return new UnauthorizedError(
        'what was asked of the cluster',
        'grant this user Create and IdempotentWrite on the cluster',
        { cause },
      );
    default:
      return undefined;
  }
}

function unexpected(error: unknown): Error {
  const { message } = error as Error;
  return errorType(error) === ''
    ? (error as Error)
    : new EventLogError('STORAGE', message, { cause: error });
}
