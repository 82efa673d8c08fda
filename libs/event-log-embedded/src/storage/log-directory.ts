import { join } from 'node:path';
import { makeDirectory } from './make-directory.ts';

/** Where each file of a log is. */
export interface LogDirectory {
  readonly database: string;
  readonly formatLock: string;
  readonly cleanerLock: string;
  readonly groupLock: (groupId: number) => string;
  readonly wakeFile: (topicId: number) => string;
}

/** Creates the folders. Fails with the file system's own error. */
export function makeLogDirectory(directory: string): LogDirectory {
  const locks = join(directory, 'locks');
  const wake = join(directory, 'wake');
  makeDirectory(locks);
  makeDirectory(wake);
  return {
    database: join(directory, 'log.db'),
    formatLock: join(locks, 'format.lock'),
    cleanerLock: join(locks, 'cleaner.lock'),
    groupLock: (groupId) => join(locks, `group-${groupId}.lock`),
    wakeFile: (topicId) => join(wake, `topic-${topicId}`),
  };
}
