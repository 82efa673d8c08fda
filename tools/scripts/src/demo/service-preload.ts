/**
 * Preloaded into a service by its `serve` target: it makes the services that one Nx runs one demo,
 * so that they end together. Nx itself would go on with the others when one of them fails. The
 * target's `exec` makes Nx the parent of the service.
 */
import { isMainThread } from 'node:worker_threads';
import { markAsServed } from './served-services.ts';

/** How soon a service notices that Nx was killed, in milliseconds. */
const orphanCheckMs = 1_000;

const nxPid = process.ppid;
const isNxAlive = (): boolean => process.ppid === nxPid;

if (isMainThread) {
  const service = process.env['NX_TASK_TARGET_PROJECT'];
  if (service !== undefined) markAsServed(process.cwd(), service);

  // Nx labels the lines and passes them on through a pipe, but a person reads them.
  process.env['LOG_FORMAT'] ??= 'pretty';

  // A service that says why it cannot run ends the demo. One that somebody kills says nothing, so
  // that the others go on without it, until `nx serve` brings it back.
  process.on('exit', (exitCode) => {
    if (exitCode !== 0 && isNxAlive()) process.kill(nxPid, 'SIGTERM');
  });

  setInterval(() => {
    if (!isNxAlive()) process.kill(process.pid, 'SIGTERM');
  }, orphanCheckMs).unref();
}
