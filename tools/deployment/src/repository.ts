import { globSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

/** The folder that everything is in. */
export const repository = resolve(__dirname, '../../..');

/** The text of a file of the repository. */
export function read(file: string): string {
  return readFileSync(join(repository, file), 'utf8');
}

/** The services, by name. */
export function appNames(): string[] {
  const folders = globSync('apps/*/src/main.ts', { cwd: repository });
  return folders.map((file) => basename(file.slice(0, -'/src/main.ts'.length))).sort();
}
