import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The Nx names of the projects below `root` that have test files for Jest. */
export function projectsWithTests(root: string): string[] {
  const manifests = globSync('{apps,libs,tools}/*/package.json', { cwd: root });
  return manifests
    .filter((manifest) => hasTests(join(root, dirname(manifest))))
    .map((manifest) => projectName(join(root, manifest)))
    .sort();
}

function hasTests(folder: string): boolean {
  return globSync('src/**/*.test.ts', { cwd: folder }).some(
    (file) => !file.includes('.type.test.'),
  );
}

function projectName(manifest: string): string {
  const { name, nx } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    readonly name: string;
    readonly nx?: { readonly name?: string };
  };
  return nx?.name ?? name;
}
