/**
 * A plugin of Nx that keeps a second demo from starting. Nx by itself would let it wait, for as long
 * as it takes, for the services of the first.
 */
import { resolve } from 'node:path';
import type { PreTasksExecutionContext } from '@nx/devkit';
import { serveRequest } from './serve-request.ts';

export const name = 'refuse-second-demo';

/** A service, or the data, that is asked for is in use. */
export class DemoRunsError extends Error {
  readonly code = 'DEMO_RUNS';

  constructor(message: string) {
    super(message);
    this.name = 'DemoRunsError';
  }
}

/** Called by Nx before it runs anything; fails with a `DemoRunsError`, which Nx prints. */
export async function preTasksExecution(
  _options: unknown,
  { argv, workspaceRoot }: Pick<PreTasksExecutionContext, 'argv' | 'workspaceRoot'>,
): Promise<void> {
  const request = serveRequest(argv.slice(2));
  if (request.kind === 'none') return;
  // Loaded only now: this file is a part of every call of Nx.
  const { servedServices } = await import('./served-services.ts');
  const served = servedServices(workspaceRoot);
  if (request.kind === 'one') {
    if (served.includes(request.service))
      throw new DemoRunsError(`${request.service} runs already.`);
    return;
  }
  if (served.length > 0) {
    throw new DemoRunsError(
      `A demo of this checkout runs already (${served.join(', ')}): stop it with Ctrl-C first.`,
    );
  }
  const { isInUse, readDataFolder } = await import('./data-folder.ts');
  const folder = readDataFolder(process.env);
  if (isInUse(resolve(workspaceRoot, folder))) {
    throw new DemoRunsError(
      `A demo runs already on the data in ${folder}: stop it with Ctrl-C first, or set DATA_DIR to another folder.`,
    );
  }
}
