import { StateStoreError } from '@user-information/state-store';

/** What RocksDB reported of the store in `path`, as the port's error. */
export function storageError(path: string, doing: string, cause: unknown): StateStoreError {
  const root = rootCause(cause);
  return new StateStoreError(
    'STORAGE',
    `The state store in ${path} could not ${doing}: ${root}. Check the disk and its free space; ` +
      'a store can be deleted, it is rebuilt from its changelog.',
    { cause },
  );
}

function rootCause(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof AggregateError) return rootCause(error.errors.find(Boolean));
  return error.cause === undefined ? error.message : rootCause(error.cause);
}
