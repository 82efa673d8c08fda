/**
 * A plugin of Nx that refuses a demo which cannot run, with one line and before anything starts. A
 * second demo in the same checkout Nx would let wait, for as long as it takes, for the first.
 */
import { resolve } from 'node:path';
import type { PreTasksExecutionContext } from '@nx/devkit';
import { serveRequest } from './serve-request.ts';

export const name = 'check-before-serving';

/** Services, or the data, that are asked for are in use. */
export class DemoRunsError extends Error {
  readonly code = 'DEMO_RUNS';

  constructor(message: string) {
    super(message);
    this.name = 'DemoRunsError';
  }
}

/**
 * Called by Nx before it runs anything, and prints what it fails with: a `DemoRunsError`, or what is
 * wrong with the settings that all services share or with their folder.
 */
export async function preTasksExecution(
  _options: unknown,
  { argv, workspaceRoot }: Pick<PreTasksExecutionContext, 'argv' | 'workspaceRoot'>,
): Promise<void> {
  const request = serveRequest(argv.slice(2));
  if (request.kind === 'none') return;
  // Loaded only now: this file is a part of every call of Nx.
  const { servedServices } = await import('./served-services.ts');
  const served = servedServices(workspaceRoot);
  if (request.kind === 'one' && served.includes(request.service)) {
    throw new DemoRunsError(`${request.service} of this checkout runs already.`);
  }
  if (request.kind === 'one') return;
  if (served.length > 0) {
    throw new DemoRunsError(
      `A demo of this checkout runs already (${served.join(', ')}): stop it with Ctrl-C first.`,
    );
  }
  const { checkWritable, isInUse, readDataFolder } = await import('./data-folder.ts');
  const folder = resolve(workspaceRoot, readDataFolder(process.env));
  checkWritable(folder);
  if (isInUse(folder)) {
    throw new DemoRunsError(
      `A demo runs already on the data in ${folder}: stop it with Ctrl-C first, or set DATA_DIR to another folder.`,
    );
  }
}
