/** Why a service cannot run, or a request cannot be answered. Stable: other programs may rely on them. */
export type ServiceErrorCode = 'BAD_SETTINGS' | 'PORT_TAKEN' | 'CANNOT_LISTEN' | 'HTTP_PROBLEM';

/** The message says what was wrong, with what value, and what to do about it. */
export class ServiceError extends Error {
  readonly code: ServiceErrorCode;

  constructor(code: ServiceErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}
