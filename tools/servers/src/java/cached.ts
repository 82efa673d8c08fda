import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Fills an empty folder. */
export type Fill = (folder: string) => Promise<void>;

/** The folder in which this user's programs keep what they could fetch again. */
export function cacheRoot(env: NodeJS.ProcessEnv = process.env): string {
  const caches = env['XDG_CACHE_HOME'];
  const hasOwn = caches !== undefined && caches !== '';
  return join(hasOwn ? caches : join(homedir(), '.cache'), 'user-information-service');
}

/** Whether the cache has the folder `name`. */
export function isCached(name: string, root = cacheRoot()): boolean {
  return existsSync(join(root, name));
}

/**
 * The folder `name` of the cache, filled if it is not there yet. It appears as a whole or not at all: after
 * an interruption it is filled anew, and of two processes that fill it at once one wins.
 */
export async function cached(name: string, fill: Fill, root = cacheRoot()): Promise<string> {
  const folder = join(root, name);
  if (isCached(name, root)) return folder;
  mkdirSync(root, { recursive: true });
  const draft = mkdtempSync(join(root, `${name}.partial-`));
  try {
    await fill(draft);
    publish(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return folder;
}

function publish(draft: string, folder: string): void {
  try {
    renameSync(draft, folder);
  } catch (error) {
    // Another process was faster.
    if (!existsSync(folder)) throw error;
  }
}
