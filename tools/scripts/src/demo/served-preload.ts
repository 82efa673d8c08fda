/**
 * Preloaded into a service that is part of a demo: notes that it runs, so that it can be found, and ends
 * it when the process that started it is gone, however that ended.
 */
import { isMainThread } from 'node:worker_threads';
import { markAsServed } from './served-services.ts';

/** How soon it notices that, in milliseconds. */
const orphanCheckMs = 1_000;

const parentPid = process.ppid;

if (isMainThread) {
  const service = process.env['NX_TASK_TARGET_PROJECT'];
  if (service !== undefined) markAsServed(process.cwd(), service);

  // The lines go through a pipe, but a person reads them.
  process.env['LOG_FORMAT'] ??= 'pretty';

  setInterval(() => {
    if (process.ppid !== parentPid) process.kill(process.pid, 'SIGTERM');
  }, orphanCheckMs).unref();
}
