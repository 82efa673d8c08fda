import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ServersError } from '../errors.ts';
import { OwnedProcess } from '../process/owned-process.ts';

/**
 * Runs Maven in `folder`, which is removed if this process is ended meanwhile. What it downloads stays in
 * `folder`/m2, since two Mavens that run at once must not share a repository. Fails with what it said.
 */
export async function runMaven(folder: string, args: readonly string[]): Promise<void> {
  const logFile = join(folder, 'maven.log');
  const repository = `-Dmaven.repo.local=${join(folder, 'm2')}`;
  const maven = await OwnedProcess.start({
    command: ['mvn', '--batch-mode', '--quiet', '--strict-checksums', repository, ...args],
    folder,
    logFile,
    removeIfOrphaned: folder,
  });
  const code = await maven.ended;
  if (code === 0) return;
  const said = readFileSync(logFile, 'utf8').trim().split('\n').slice(0, 3).join('\n');
  throw new ServersError('NOT_FETCHED', `Maven could not fetch it (exit code ${code}):\n${said}`);
}
