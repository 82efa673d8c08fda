/**
 * Run with the arguments of Nx before it serves anything: fails with one line on standard error when
 * the demo cannot run. A second demo in the same checkout Nx would let wait, for as long as it takes,
 * for the first.
 */
import { resolve } from 'node:path';
import { checkWritable, isInUse, readDataFolder } from './data-folder.ts';
import { serveRequest } from './serve-request.ts';
import { servedServices } from './served-services.ts';

const complaint = findComplaint(process.cwd());
if (complaint !== undefined) {
  console.error(complaint);
  process.exitCode = 1;
}

function findComplaint(workspace: string): string | undefined {
  const request = serveRequest(process.argv.slice(2));
  if (request.kind === 'none') return undefined;
  const served = servedServices(workspace);
  if (request.kind === 'one') {
    return served.includes(request.service)
      ? `${request.service} of this checkout runs already.`
      : undefined;
  }
  if (served.length > 0) {
    return `A demo of this checkout runs already (${served.join(', ')}): stop it with Ctrl-C first.`;
  }
  try {
    const folder = resolve(workspace, readDataFolder(process.env));
    checkWritable(folder);
    return isInUse(folder)
      ? `A demo runs already on the data in ${folder}: stop it with Ctrl-C first, or set DATA_DIR to another folder.`
      : undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
