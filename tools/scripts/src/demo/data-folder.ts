import { accessSync, constants, existsSync, globSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { commonSettings, readSettings } from '@user-information/service';
import type { Environment } from '@user-information/service';
import { openAlone } from './open-alone.ts';

/** The folder of the data cannot be used. */
export class DataFolderError extends Error {
  readonly code = 'NOT_WRITABLE';

  constructor(folder: string, cause: unknown) {
    super(
      `DATA_DIR ${folder} cannot be written: give this user permission, or set it to another folder (${String(cause)}).`,
      { cause },
    );
    this.name = 'DataFolderError';
  }
}

/**
 * The folder that the services would use, as they read it from the environment. Fails with their
 * `SettingsError` when this or another setting that all of them share is wrong.
 */
export function readDataFolder(environment: Environment): string {
  const { PORT: _differs, ...shared } = commonSettings;
  return readSettings(shared, environment).DATA_DIR;
}

/** Makes the folder if it is missing; fails with a `DataFolderError`. */
export function checkWritable(folder: string): void {
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new DataFolderError(folder, error);
  }
}

/** Not Node's `recursive`, which never returns where a parent is there and takes no folders: /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

/** Whether a service has the log in `folder` open, from this checkout or from another. */
export function isInUse(folder: string): boolean {
  return globSync('*/*.db', { cwd: folder }).some((file) => isOpen(join(folder, file)));
}

function isOpen(file: string): boolean {
  const database = openAlone(file);
  database?.close();
  return database === undefined;
}
