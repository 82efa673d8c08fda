import { join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { pruneApp } from './prune-app.ts';

/** See prune-schema.json. */
export interface PruneExecutorOptions {
  readonly outputPath: string;
}

/** `nx prune <app>`: see `pruneApp`. */
export async function pruneExecutor(
  { outputPath }: PruneExecutorOptions,
  { root, projectName = '', projectsConfigurations, projectGraph }: ExecutorContext,
): Promise<{ readonly success: true }> {
  const app = projectsConfigurations.projects[projectName]?.root;
  if (app === undefined) throw new Error(`There is no project "${projectName}" to prune.`);
  await pruneApp({ workspace: root, app, output: join(root, outputPath), projectGraph });
  return { success: true };
}
