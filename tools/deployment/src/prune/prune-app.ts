import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ProjectGraph } from '@nx/devkit';
import { generatePrunedDeployOutput } from '@nx/js';
import { bundledImports } from './bundled-imports.ts';
import { declaredVersions } from './declared-versions.ts';

export interface PruneOptions {
  /** The workspace's folder. */
  readonly workspace: string;
  /** The app's folder in it, such as `apps/join-service`; its bundle has been built. */
  readonly app: string;
  /** The folder to make; what was in it is removed. */
  readonly output: string;
  /** Nx's, which knows the packages of the workspace's package-lock.json. */
  readonly projectGraph: ProjectGraph;
}

/**
 * Makes a folder from which an app runs by itself, without the workspace: its bundle, a package.json
 * that names only the packages that the bundle imports, at the versions that the workspace pins, and
 * the part of package-lock.json that belongs to them. `npm ci` in it, and `node main.mjs` runs.
 */
export async function pruneApp({
  workspace,
  app,
  output,
  projectGraph,
}: PruneOptions): Promise<void> {
  const bundle = join(workspace, app, 'dist/main.mjs');
  const versions = declaredVersions(workspace, app);
  const imports = await bundledImports(bundle);
  const undeclared = imports.filter((name) => !versions.has(name));
  if (undeclared.length > 0) {
    throw new Error(
      `The bundle of ${app} imports ${undeclared.join(', ')}, which neither its package.json nor ` +
        'that of a library it uses names as a dependency: add it there, pinned exactly.',
    );
  }
  const manifest: Parameters<typeof generatePrunedDeployOutput>[0] = {
    name: basename(app),
    version: '1.0.0',
    private: true,
    type: 'module',
    main: 'main.mjs',
    scripts: { start: 'node main.mjs' },
    dependencies: Object.fromEntries(imports.map((name) => [name, versions.get(name) ?? ''])),
  };
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  generatePrunedDeployOutput(manifest, projectGraph, app, {
    outputDirectory: output,
    packageManager: 'npm',
    workspaceRoot: workspace,
  });
  const shipped = { ...manifest, engines: { node: '>=24' } };
  writeFileSync(join(output, 'package.json'), `${JSON.stringify(shipped, null, 2)}\n`);
  copyFileSync(bundle, join(output, 'main.mjs'));
}
