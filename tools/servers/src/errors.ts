/** What kept a server from being there, as a code that does not change. */
export type ServersErrorCode =
  /** Java, Maven or Docker is missing, or too old. */
  | 'MISSING'
  /** What was to be fetched could not be. */
  | 'NOT_FETCHED'
  /** A port is taken. */
  | 'PORT_TAKEN'
  /** The server ended, or did not answer in time. */
  | 'NOT_STARTED';

/** A server cannot be had; the message says why and what to do. */
export class ServersError extends Error {
  readonly code: ServersErrorCode;

  constructor(code: ServersErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ServersError';
    this.code = code;
  }
}
