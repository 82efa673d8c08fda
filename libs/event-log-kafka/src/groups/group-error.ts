import { EventLogError, UnauthorizedError } from '@user-information/event-log';

/** What a member does about an error of its coordinator. */
export type Reaction =
  | { readonly kind: 'join-again' }
  | { readonly kind: 'join-as-new' }
  | { readonly kind: 'join-as'; readonly memberId: string }
  | { readonly kind: 'wait' }
  | { readonly kind: 'give-up'; readonly error: EventLogError };

interface ProtocolError {
  readonly name?: string;
  /** Kafka's name of the error. */
  readonly type?: string;
  /** Of KafkaJSMemberIdRequired. */
  readonly memberId?: string;
}

/** The group is being assigned anew, or has been while this member was not looking. */
const joinAgain = new Set(['REBALANCE_IN_PROGRESS', 'ILLEGAL_GENERATION']);

/** Kafka's error codes for the group protocol: https://kafka.apache.org/protocol#protocol_error_codes */
export function reactionTo(error: unknown, group: string): Reaction {
  const { name, type = '', memberId } = error as ProtocolError;
  if (error instanceof EventLogError && error.code !== 'UNAVAILABLE') {
    return { kind: 'give-up', error };
  }
  if (name === 'KafkaJSMemberIdRequired') return { kind: 'join-as', memberId: memberId ?? '' };
  if (type === 'UNKNOWN_MEMBER_ID') return { kind: 'join-as-new' };
  if (joinAgain.has(type)) return { kind: 'join-again' };
  if (type === 'GROUP_AUTHORIZATION_FAILED') {
    const cure = `give its user the right to read group "${group}"`;
    return { kind: 'give-up', error: new UnauthorizedError(`group "${group}"`, cure) };
  }
  if (type === 'INCONSISTENT_GROUP_PROTOCOL') {
    return { kind: 'give-up', error: usedByOthers(group, error) };
  }
  if (type === 'INVALID_SESSION_TIMEOUT') {
    return { kind: 'give-up', error: refusedTimeout(error) };
  }
  return { kind: 'wait' };
}

function usedByOthers(group: string, cause: unknown): EventLogError {
  return new EventLogError(
    'INVALID_ARGUMENT',
    `Group "${group}" has members that are no instances of this service: use another application id, or stop them.`,
    { cause },
  );
}

function refusedTimeout(cause: unknown): EventLogError {
  return new EventLogError(
    'INVALID_ARGUMENT',
    "The broker refuses the session timeout: set it between the broker's group.min.session.timeout.ms and group.max.session.timeout.ms.",
    { cause },
  );
}
