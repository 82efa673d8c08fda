import { execSync } from 'node:child_process';
import { formatFiles, names } from '@nx/devkit';
import type { GeneratorCallback, Tree } from '@nx/devkit';
import { addProject } from './add-project.ts';
import { nextPort } from './next-port.ts';

/** See service-schema.json. */
export interface ServiceOptions {
  readonly name: string;
  readonly port?: number;
  readonly skipInstall?: boolean;
  readonly skipFormat?: boolean;
}

/** `nx g @user-information/workspace-plugin:service <name>`: a service that runs at once. */
export async function serviceGenerator(
  tree: Tree,
  { name, port = nextPort(tree), skipInstall = false, skipFormat = false }: ServiceOptions,
): Promise<GeneratorCallback> {
  addProject(tree, 'service', {
    folder: `apps/${name}`,
    name,
    kind: 'app',
    imports: ['service', 'wiring'],
    names: { port, className: names(name).className },
  });
  if (!skipFormat) await formatFiles(tree);
  return () => {
    if (!skipInstall)
      execSync('npm install && npm run settings', { cwd: tree.root, stdio: 'inherit' });
  };
}
