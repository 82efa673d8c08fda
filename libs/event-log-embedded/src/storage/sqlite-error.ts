import { EventLogError } from '@user-information/event-log';

/** The fields that node:sqlite puts on its errors; `errcode` is SQLite's extended result code. */
interface SqliteError {
  readonly message: string;
  readonly errcode: number;
}

// Primary result codes: https://sqlite.org/rescode.html
const BUSY = 5;
const READONLY = 8;
const IOERR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const PROTOCOL = 15;
const NOTADB = 26;

const PERMISSION =
  'it cannot be written; give this user write permission or choose another directory';
const FULL_DISK = 'the disk is full; free some space';

const CURES: Readonly<Record<number | string, string>> = {
  [READONLY]: PERMISSION,
  [IOERR]: 'the disk failed to read or write; look at the system log and free or replace the disk',
  [CORRUPT]: 'the file is damaged; restore it or delete the directory and start again',
  [FULL]: FULL_DISK,
  [CANTOPEN]: 'it cannot be opened; check that the directory exists and can be written',
  [NOTADB]: 'the file is not an event log; choose another directory',
  EACCES: PERMISSION,
  ENOENT: PERMISSION,
  EPERM: PERMISSION,
  EROFS: PERMISSION,
  ENOSPC: FULL_DISK,
  ENOTDIR: 'a file is where a folder should be; choose another directory',
  EEXIST: 'a file is where a folder should be; choose another directory',
};

export function isSqliteError(error: unknown): error is SqliteError {
  return hasMessage(error) && 'errcode' in error && typeof error.errcode === 'number';
}

/** Another process is in the way for the moment: trying again will help. */
export function isBusy(error: unknown): boolean {
  if (!isSqliteError(error)) {
    return false;
  }
  const primary = error.errcode & 0xff;
  return primary === BUSY || primary === PROTOCOL;
}

/**
 * What the caller gets for an error of SQLite or of the file system: an `EventLogError` of one line
 * with path and cure. Any other error stays what it is.
 */
export function storageError(path: string, error: unknown): unknown {
  if (!hasMessage(error)) {
    return error;
  }
  const code = isSqliteError(error) ? error.errcode & 0xff : systemErrorCode(error);
  if (code === undefined) {
    return error;
  }
  return new EventLogError(
    'STORAGE',
    `The event log at ${path} failed: ${CURES[code] ?? 'see the cause'} (${error.message}).`,
    { cause: error },
  );
}

function systemErrorCode(error: object): string | undefined {
  return 'syscall' in error && 'code' in error ? String(error.code) : undefined;
}

/** Not `instanceof Error`: Node's own errors are of another realm where tests run. */
function hasMessage(error: unknown): error is { readonly message: string } {
  return typeof error === 'object' && error !== null && 'message' in error;
}
