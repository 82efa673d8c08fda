import { globSync } from 'node:fs';
import { join } from 'node:path';
import { commonSettings, readSettings } from '@user-information/service';
import type { Environment } from '@user-information/service';
import { openAlone } from './open-alone.ts';

/** The folder that the services would use, as they read it from the environment. */
export function readDataFolder(environment: Environment): string {
  return readSettings({ DATA_DIR: commonSettings.DATA_DIR }, environment).DATA_DIR;
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
