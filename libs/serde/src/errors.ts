/**
 * Why bytes could not become a value or a value bytes. Stable: other programs may rely on them.
 * `REGISTRY` says that the registry could not be asked: nothing is wrong with the bytes. Where waiting
 * could help, it was waited for.
 */
export type SerdeErrorCode =
  | 'UNDECODABLE'
  | 'UNENCODABLE'
  | 'UNKNOWN_SCHEMA'
  | 'INCOMPATIBLE_SCHEMA'
  | 'INVALID_SCHEMA'
  | 'NOT_REGISTERED'
  | 'REGISTRY';

/** The message says what was wrong, with what value, and what to do about it. */
export class SerdeError extends Error {
  readonly code: SerdeErrorCode;

  constructor(code: SerdeErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** A registry was asked for an id that it never gave. */
export class UnknownSchemaError extends SerdeError {
  constructor(id: number) {
    super(
      'UNKNOWN_SCHEMA',
      `No schema has the id ${id} in this registry: the bytes were written with another registry, or are not Avro.`,
    );
  }
}

/** A schema can't read what another one of its subject wrote. The message names the field. */
export class IncompatibleSchemaError extends SerdeError {
  constructor(message: string, options?: ErrorOptions) {
    super('INCOMPATIBLE_SCHEMA', message, options);
  }
}

/** What should be a schema is not one; `what` names it. */
export class InvalidSchemaError extends SerdeError {
  constructor(what: string, reason: string, options?: ErrorOptions) {
    super('INVALID_SCHEMA', `${what} is not a valid Avro schema: ${reason}`, options);
  }
}
