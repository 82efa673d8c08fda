import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { repository } from '../repository.ts';

/**
 * Makes the pruned folders of all apps. Under Nx the test's task depends on them and they are there;
 * a test that is run by hand asks Nx for them, which remembers what has not changed.
 */
export function pruneAll(): void {
  if (process.env['NX_TASK_TARGET_PROJECT'] !== undefined) return;
  const nx = join(repository, 'node_modules/.bin/nx');
  execFileSync(nx, ['run-many', '-t', 'prune', '--outputStyle=static'], { cwd: repository });
}
