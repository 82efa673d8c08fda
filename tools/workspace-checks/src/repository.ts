import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folder that everything is in. */
export const repository = resolve(__dirname, '../../..');

/** Files by a glob below the repository, without what is built, generated or installed. */
export function files(pattern: string): string[] {
  return globSync(pattern, {
    cwd: repository,
    exclude: ['**/node_modules', '**/dist', '**/generated', '.nx'],
  }).sort();
}

/** The text of a file of the repository. */
export function read(file: string): string {
  return readFileSync(join(repository, file), 'utf8');
}

/** What the checks need of a package.json. */
export interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly type?: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly nx?: {
    readonly name?: string;
    readonly tags?: readonly string[];
    readonly targets?: Readonly<Record<string, unknown>>;
  };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

export function readManifest(file: string): Manifest {
  return JSON.parse(read(file)) as Manifest;
}

/** A package of the workspace. */
export interface Project {
  /** Its folder, such as `libs/streams`. */
  readonly folder: string;
  readonly manifest: Manifest;
}

export function projects(): Project[] {
  return files('{apps,libs,tools}/*/package.json').map((file) => ({
    folder: file.slice(0, -'/package.json'.length),
    manifest: readManifest(file),
  }));
}
