/**
 * Why bytes could not become a value or a value bytes. Stable: other programs may rely on them.
 * `REGISTRY` says that the registry could not be asked: nothing is wrong with the bytes, try again.
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

/** A schema can't read what another one wrote; `reason` names the field. */
export class IncompatibleSchemaError extends SerdeError {
  constructor(subject: string, reason: string, options?: ErrorOptions) {
    super(
      'INCOMPATIBLE_SCHEMA',
      `The new schema of "${subject}" can't read what an older one wrote: ${reason}. ` +
        'Give added fields a default and keep the types of the others, or set the compatibility of the subject to NONE.',
      options,
    );
  }
}

/** Neither this text nor a value in it is an Avro schema. */
export class InvalidSchemaError extends SerdeError {
  constructor(what: string, reason: string, options?: ErrorOptions) {
    super('INVALID_SCHEMA', `${what} is not a valid Avro schema: ${reason}`, options);
  }
}
