/** What kept a server from being there, as a code that does not change. */
export type ServersErrorCode =
  /** Java, Maven or Docker is missing, or too old. */
  | 'MISSING'
  /** What was to be fetched could not be. */
  | 'NOT_FETCHED'
  /** Another program listens on the port. */
  | 'PORT_TAKEN'
  /** Another server runs on the same data. */
  | 'IN_USE'
  /** The server ended, or did not answer in time. */
  | 'NOT_STARTED'
  /** The server ended though nobody stopped it. */
  | 'ENDED';

/** A server cannot be had; the message says in one line why, and what to do. */
export class ServersError extends Error {
  readonly code: ServersErrorCode;

  constructor(code: ServersErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ServersError';
    this.code = code;
  }
}
