/**
 * Why a call to a state store failed. Stable: other programs may rely on them. `UNAVAILABLE` says
 * that the store's software can't run here, `STORAGE` that the disk or the files are at fault,
 * `UNREACHABLE` that a server can't be asked at the moment.
 */
export type StateStoreErrorCode =
  | 'LOCKED'
  | 'STORAGE'
  | 'CLOSED'
  | 'INVALID_NAME'
  | 'INVALID_ARGUMENT'
  | 'UNAVAILABLE'
  | 'UNREACHABLE';

/** The message says what was wrong, with what value, and what to do about it. */
export class StateStoreError extends Error {
  readonly code: StateStoreErrorCode;

  constructor(code: StateStoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** The store has a user already, in this process or another. */
export class StoreLockedError extends StateStoreError {
  constructor(path: string, options?: ErrorOptions) {
    super(
      'LOCKED',
      `The state store in ${path} is open already, here or in another process: stop that one, or use another directory.`,
      options,
    );
  }
}

/** A call came after the store, or its snapshot, was closed. */
export class StoreClosedError extends StateStoreError {
  constructor(what: string) {
    super('CLOSED', `${what} is closed: nothing more can be read or written.`);
  }
}

/** A store's server does not answer, refuses, or lacks what it had: later it may not. */
export class StoreUnreachableError extends StateStoreError {
  constructor(name: string, reason: string, options?: ErrorOptions) {
    super('UNREACHABLE', `${name} can't be used at the moment: ${reason}.`, options);
  }
}
