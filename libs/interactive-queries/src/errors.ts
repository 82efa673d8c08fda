/** Why another instance gave no answer. Stable: other programs may rely on them. */
export type QueryErrorCode = 'UNREACHABLE' | 'BAD_ANSWER';

/** The message says which instance it is, and what went wrong. */
export class QueryError extends Error {
  readonly code: QueryErrorCode;

  constructor(code: QueryErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}
