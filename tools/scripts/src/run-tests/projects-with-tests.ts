import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A project of the workspace that has test files for Jest. */
export interface TestedProject {
  /** Its Nx name. */
  readonly name: string;
  /** Its test files, such as `libs/streams/src/dsl/join.test.ts`. */
  readonly files: readonly string[];
}

/** The projects below `root` that have test files for Jest, by their names. */
export function projectsWithTests(root: string): TestedProject[] {
  const manifests = globSync('{apps,libs,tools}/*/package.json', { cwd: root });
  return manifests
    .map((manifest) => ({
      name: projectName(join(root, manifest)),
      files: testFiles(root, dirname(manifest)),
    }))
    .filter(({ files }) => files.length > 0)
    .sort((one, other) => one.name.localeCompare(other.name));
}

function testFiles(root: string, folder: string): string[] {
  const files = globSync(`${folder}/src/**/*.test.ts`, { cwd: root });
  return files.filter((file) => !file.includes('.type.test.')).sort();
}

function projectName(manifest: string): string {
  const { name, nx } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    readonly name: string;
    readonly nx?: { readonly name?: string };
  };
  return nx?.name ?? name;
}
