import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Libraries are named after their folders in `libs`. */
const scope = '@user-information/';

/**
 * The packages from outside, with their versions, that an app and the libraries it uses, however
 * indirectly, name as dependencies. `app` is its folder in `workspace`, such as `apps/join-service`.
 */
export function declaredVersions(workspace: string, app: string): ReadonlyMap<string, string> {
  const versions = new Map<string, string>();
  const seen = new Set<string>();
  const visit = (folder: string): void => {
    if (seen.has(folder)) return;
    seen.add(folder);
    for (const [name, version] of dependencies(join(workspace, folder))) {
      if (name.startsWith(scope)) visit(`libs/${name.slice(scope.length)}`);
      else versions.set(name, version);
    }
  };
  visit(app);
  return versions;
}

function dependencies(folder: string): [name: string, version: string][] {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly dependencies?: Readonly<Record<string, string>>;
  };
  return Object.entries(manifest.dependencies ?? {});
}
