import { execSync } from 'node:child_process';
import { formatFiles, names } from '@nx/devkit';
import type { GeneratorCallback, Tree } from '@nx/devkit';
import { addProject } from './add-project.ts';

/** See library-schema.json. */
export interface LibraryOptions {
  readonly name: string;
  readonly kind: 'adapter' | 'domain' | 'engine' | 'platform' | 'port' | 'testing';
  readonly skipInstall?: boolean;
  readonly skipFormat?: boolean;
}

/** `nx g @user-information/workspace-plugin:library <name> --kind=<kind>`. */
export async function libraryGenerator(
  tree: Tree,
  { name, kind, skipInstall = false, skipFormat = false }: LibraryOptions,
): Promise<GeneratorCallback> {
  addProject(tree, 'library', {
    folder: `libs/${name}`,
    name,
    kind,
    imports: [],
    names: { functionName: names(name).propertyName },
  });
  if (!skipFormat) await formatFiles(tree);
  return () => {
    if (!skipInstall) execSync('npm install', { cwd: tree.root, stdio: 'inherit' });
  };
}
