import { EventLogError } from '@user-information/event-log';
import { EmbeddedEventLog } from './embedded-event-log.ts';
import type { EmbeddedLogOptions, EmbeddedLogSettings } from './options.ts';
import { embeddedLogOptions } from './options.ts';
import { makeLogDirectory } from './storage/log-directory.ts';
import { openDatabase } from './storage/open-database.ts';
import { Storage } from './storage/storage.ts';
import { storageError } from './storage/sqlite-error.ts';

/**
 * Opens the log in a directory, and creates it when it is missing. Any number of processes may have
 * one directory open at the same time.
 *
 * Fails with an `EventLogError` of code `STORAGE` when the directory cannot be used, and
 * `INVALID_ARGUMENT` for an option that is wrong; both name the value and the cure.
 */
export async function openEmbeddedEventLog(options: EmbeddedLogOptions): Promise<EmbeddedEventLog> {
  const settings = readOptions(options);
  try {
    const directory = makeLogDirectory(settings.directory);
    const database = await openDatabase(directory, settings.durability, settings.lockTimeoutMs);
    const storage = new Storage(database, directory.database, settings.lockTimeoutMs);
    try {
      return new EmbeddedEventLog(storage, directory, settings);
    } catch (error) {
      database.close();
      throw error;
    }
  } catch (error) {
    throw storageError(settings.directory, error);
  }
}

function readOptions(options: EmbeddedLogOptions): EmbeddedLogSettings {
  const { data, error } = embeddedLogOptions.safeParse(options);
  if (error !== undefined) {
    const faults = error.issues.map(({ path, message }) => [...path, message].join(': '));
    throw new EventLogError(
      'INVALID_ARGUMENT',
      `The options of the event log are wrong: ${faults.join('; ')}.`,
    );
  }
  return data;
}
