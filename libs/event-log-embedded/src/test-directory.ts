import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach } from '@jest/globals';
import type { EmbeddedEventLog } from './embedded-event-log.ts';
import { openEmbeddedEventLog } from './open-embedded-event-log.ts';
import type { EmbeddedLogOptions } from './options.ts';

/** For tests: a folder that is gone after them, and logs in it that are closed after each. */
export interface TestDirectory {
  readonly path: string;
  /** Opens a log in a folder of its own, or in `directory`; it cleans only when told to. */
  open(options?: Partial<EmbeddedLogOptions>): Promise<EmbeddedEventLog>;
  freshDirectory(): string;
}

/** Call at the top of a test file or inside a `describe`. */
export function testDirectory(): TestDirectory {
  const path = mkdtempSync(join(tmpdir(), 'event-log-'));
  const logs: EmbeddedEventLog[] = [];
  let folders = 0;
  afterEach(async () => {
    await Promise.all(logs.splice(0).map((log) => log.close()));
  });
  afterAll(() => rmSync(path, { recursive: true }));

  const directory: TestDirectory = {
    path,
    freshDirectory: () => join(path, `${(folders += 1)}`),
    async open(options = {}) {
      const defaults = { directory: directory.freshDirectory(), cleans: false };
      const log = await openEmbeddedEventLog({ ...defaults, ...options });
      logs.push(log);
      return log;
    },
  };
  return directory;
}
