/** Why bytes could not become a value or a value bytes. Stable: other programs may rely on them. */
export type SerdeErrorCode =
  | 'UNDECODABLE'
  | 'UNENCODABLE'
  | 'UNKNOWN_SCHEMA'
  | 'INCOMPATIBLE_SCHEMA'
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
