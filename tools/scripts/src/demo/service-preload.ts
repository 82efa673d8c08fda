/**
 * Preloaded into a service by its `serve` target: it makes the services that one Nx runs one demo,
 * so that they end together. Nx itself would go on with the others when one of them fails. The
 * target's `exec` makes Nx the parent of the service.
 */
import { isMainThread } from 'node:worker_threads';
import './served-preload.ts';

const nxPid = process.ppid;

if (isMainThread) {
  // A service that says why it cannot run ends the demo. One that somebody kills says nothing, so
  // that the others go on without it, until `nx serve` brings it back.
  process.on('exit', (exitCode) => {
    if (exitCode !== 0 && process.ppid === nxPid) process.kill(nxPid, 'SIGTERM');
  });
}
