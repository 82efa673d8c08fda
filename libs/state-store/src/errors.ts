/** Why a call to a state store failed. Stable: other programs may rely on them. */
export type StateStoreErrorCode = 'LOCKED' | 'STORAGE' | 'CLOSED' | 'INVALID_NAME' | 'UNAVAILABLE';

/** The message says what was wrong, with what value, and what to do about it. */
export class StateStoreError extends Error {
  readonly code: StateStoreErrorCode;

  constructor(code: StateStoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

export class StoreLockedError extends StateStoreError {
  constructor(path: string, options?: ErrorOptions) {
    super(
      'LOCKED',
      `The state store in ${path} is open in another process; stop that one, or use another directory.`,
      options,
    );
  }
}
