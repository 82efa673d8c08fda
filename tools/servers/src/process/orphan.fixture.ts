/**
 * Owns a process, says its id, and has nothing to do once its standard input ends:
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
console.log(String(owned.pid));
process.stdin.resume();
