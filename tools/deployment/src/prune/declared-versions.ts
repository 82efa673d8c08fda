import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/**
 * The packages from outside, with their versions, that an app and the libraries it uses, however
 * indirectly, name as dependencies. `app` is its folder in `workspace`, such as `apps/join-service`.
 */
export function declaredVersions(workspace: string, app: string): ReadonlyMap<string, string> {
  const read = (file: string): Manifest =>
    JSON.parse(readFileSync(join(workspace, file), 'utf8')) as Manifest;
  const libraries = new Map(
    globSync('libs/*/package.json', { cwd: workspace })
      .map(read)
      .map((manifest) => [manifest.name, manifest]),
  );

  const versions = new Map<string, string>();
  const seen = new Set<string>();
  const visit = ({ dependencies = {} }: Manifest): void => {
    for (const [name, version] of Object.entries(dependencies)) {
      const library = libraries.get(name);
      if (library === undefined) versions.set(name, version);
      else if (!seen.has(name)) {
        seen.add(name);
        visit(library);
      }
    }
  };
  visit(read(`${app}/package.json`));
  return versions;
}
