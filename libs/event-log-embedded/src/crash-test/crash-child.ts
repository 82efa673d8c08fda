import { flushCompileCache } from 'node:module';
import type { EventLog } from '@user-information/event-log';
import { openEmbeddedEventLog } from '../open-embedded-event-log.ts';

/**
 * The frame of a process that the crash test kills: `node <file> <directory> <name>`. It tells its
 * progress on standard output, a line of JSON each time, and ends quietly on SIGTERM.
 */
export async function runCrashChild(
  work: (log: EventLog, name: string, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  // Killed processes would never write it, and most of a short life is compiling.
  flushCompileCache();
  const [directory = '', name = ''] = process.argv.slice(2);
  const stop = new AbortController();
  process.on('SIGTERM', () => stop.abort());
  const log = await openEmbeddedEventLog({
    directory,
    cleanIntervalMs: 20,
    minCompactionLagMs: 0,
    minDirtyRatio: 0,
  });
  await work(log, name, stop.signal);
  await log.close();
}

export function tell(progress: object): void {
  process.stdout.write(`${JSON.stringify(progress)}\n`);
}
