import { generateFiles, joinPathFragments, updateJson, workspaceRoot } from '@nx/devkit';
import type { Tree } from '@nx/devkit';

/** What every project has, and what its templates may say. */
export interface NewProject {
  /** `apps/my-service`. */
  readonly folder: string;
  readonly name: string;
  /** The kind behind `type:` in its tag. */
  readonly kind: string;
  /** Libraries of the workspace that it imports, by their short names. */
  readonly imports: readonly string[];
  /** Names for the templates of its own. */
  readonly names: Readonly<Record<string, string | number>>;
}

/** A project of that folder is there already. */
export class ProjectExistsError extends Error {
  readonly code = 'PROJECT_EXISTS';

  constructor(folder: string) {
    super(`${folder} is there already: take another name, or remove it first.`);
    this.name = 'ProjectExistsError';
  }
}

/** Writes a project from the templates `project` and `template`; fails with a `ProjectExistsError`. */
export function addProject(tree: Tree, template: string, project: NewProject): void {
  const { folder, name, names, imports, kind } = project;
  if (tree.exists(folder)) throw new ProjectExistsError(folder);
  for (const part of ['project', template]) {
    const templates = joinPathFragments(workspaceRoot, 'tools/workspace-plugin/templates', part);
    generateFiles(tree, templates, folder, {
      ...names,
      name,
      kind,
      imports,
      isApp: kind === 'app',
    });
  }
  updateJson<{ references: { path: string }[] }>(tree, 'tsconfig.json', (config) => ({
    ...config,
    references: [...config.references, { path: `./${folder}` }],
  }));
}
