import { existsSync, readdirSync, rmSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Removes the log and each service's own state from `folder`, and the folder itself if nothing else
 * is in it: a DATA_DIR that was set by mistake costs nobody their files. Tells whether there was
 * anything to forget.
 */
export function forgetData(folder: string, services: readonly string[]): boolean {
  if (!existsSync(folder)) return false;
  const ours = ['log', ...services].filter((name) => existsSync(join(folder, name)));
  for (const name of ours) rmSync(join(folder, name), { recursive: true });
  if (readdirSync(folder).length === 0) rmdirSync(folder);
  return ours.length > 0;
}
