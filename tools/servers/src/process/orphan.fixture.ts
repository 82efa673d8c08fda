/**
 * Owns a process, says its id, and waits to be killed, or for SIGUSR2, after which it has nothing to do:
 * `node orphan.fixture.ts <folder> <command…>`.
 */
import { join } from 'node:path';
import { OwnedProcess } from './owned-process.ts';

const [folder = '', ...command] = process.argv.slice(2);
const owned = await OwnedProcess.start({
  command: command as [string, ...string[]],
  folder,
  logFile: join(folder, 'log'),
  removeIfOrphaned: folder,
});
console.log(owned.pid);
const waiting = setInterval(() => undefined, 1_000);
process.once('SIGUSR2', () => clearInterval(waiting));
