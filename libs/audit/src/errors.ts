/** Why an audit can't go on. Stable: other programs may rely on them. */
export type AuditErrorCode = 'READ_ENDED';

/** The message says what was wrong, with what value, and what to do about it. */
export class AuditError extends Error {
  readonly code: AuditErrorCode;

  constructor(code: AuditErrorCode, message: string) {
    super(message);
    this.name = new.target.name;
    this.code = code;
  }
}
