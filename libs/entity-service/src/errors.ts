/**
 * Why a service did not do what it was asked. Stable: other programs may rely on them.
 * `INVALID_COMMAND`, `UNKNOWN_ENTITY` and `ALREADY_SO` are refusals: the asker's to mend.
 */
export type EntityServiceErrorCode =
  'INVALID_COMMAND' | 'UNKNOWN_ENTITY' | 'ALREADY_SO' | 'UNUSABLE_RECORD' | 'LEAD_LOST' | 'CLOSED';

/** The message says what was wrong, with what value, and what to do about it. */
export class EntityServiceError extends Error {
  readonly code: EntityServiceErrorCode;

  constructor(code: EntityServiceErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** A command that can't be meant, whatever the state. */
export class InvalidCommandError extends EntityServiceError {
  constructor(message: string) {
    super('INVALID_COMMAND', message);
  }
}

/** A command about something that the service does not know. */
export class UnknownEntityError extends EntityServiceError {
  /** @param kind what it would be, `user` for instance */
  constructor(kind: string, id: string) {
    super('UNKNOWN_ENTITY', `There is no ${kind} ${JSON.stringify(id)}; check the id.`);
  }
}

/** A command that would change nothing. */
export class AlreadySoError extends EntityServiceError {
  constructor(message: string) {
    super('ALREADY_SO', message);
  }
}

/** A record of another service that says nothing one could decide on; it becomes a dead letter. */
export class UnusableRecordError extends EntityServiceError {
  constructor(message: string) {
    super('UNUSABLE_RECORD', message);
  }
}

/** The service stops and decides nothing more. */
export class ServiceClosedError extends EntityServiceError {
  constructor(service: string) {
    super('CLOSED', `${service} is stopping; ask again once it runs.`);
  }
}

/** The group took this instance for dead and let another one work. */
export class LeadLostError extends EntityServiceError {
  constructor(service: string) {
    super(
      'LEAD_LOST',
      `Another instance of ${service} works now: this one was not heard of for too long. Start it again, and it waits.`,
    );
  }
}
