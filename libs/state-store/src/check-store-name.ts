import { StateStoreError } from './errors.ts';

const allowed = /^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/;

/** Throws INVALID_NAME unless the name can be a folder's on any system: it may become one. */
export function checkStoreName(name: string): void {
  if (allowed.test(name)) return;
  throw new StateStoreError(
    'INVALID_NAME',
    `${JSON.stringify(name)} can't name a state store: use 1 to 200 of the characters a-z A-Z 0-9 . _ - and begin with a letter or digit.`,
  );
}
