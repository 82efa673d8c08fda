import { execFile } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ServersError } from '../errors.ts';
import { OwnedProcess } from '../process/owned-process.ts';

const run = promisify(execFile);

/** Whether `mvn` is on the `PATH`. */
export async function hasMaven(env: NodeJS.ProcessEnv = process.env): Promise<boolean> {
  return run('mvn', ['--version'], { env }).then(
    () => true,
    () => false,
  );
}

/**
 * Runs Maven in `folder`, which is removed if this process is ended meanwhile. It gets a repository of its
 * own, since two Mavens that run at once must not share one. Fails with `NOT_FETCHED` and what it said.
 */
export async function runMaven(folder: string, args: readonly string[]): Promise<void> {
  const repository = join(folder, 'm2');
  const logFile = join(folder, 'maven.log');
  const options = ['--batch-mode', '--quiet', '--strict-checksums'];
  const maven = await OwnedProcess.start({
    command: ['mvn', ...options, `-Dmaven.repo.local=${repository}`, ...args],
    folder,
    logFile,
    removeIfOrphaned: folder,
  });
  const code = await maven.ended;
  const said = readFileSync(logFile, 'utf8');
  rmSync(repository, { recursive: true, force: true });
  rmSync(logFile);
  if (code !== 0) throw new ServersError('NOT_FETCHED', failure(code, said));
}

function failure(code: number, said: string): string {
  if (code === 127)
    return 'Maven is missing, which is needed once to fetch the server: install mvn.';
  const [reason = said] = said.split('\n');
  return `Maven could not fetch the server, try again when the network is there (exit code ${code}): ${reason}`;
}
