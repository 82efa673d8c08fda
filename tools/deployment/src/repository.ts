import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { declaredVersions } from './prune/declared-versions.ts';

/** The folder that everything is in. */
export const repository = resolve(__dirname, '../../..');

/** The text of a file of the repository. */
export function read(file: string): string {
  return readFileSync(join(repository, file), 'utf8');
}

/** The services that are deployed, by name: those that can be pruned. The demo's page is not. */
export function appNames(): string[] {
  const files = globSync('apps/*/package.json', { cwd: repository });
  const isDeployed = (file: string): boolean => {
    const { nx } = JSON.parse(read(file)) as { readonly nx: { readonly targets: object } };
    return 'prune' in nx.targets;
  };
  return files
    .filter(isDeployed)
    .map((file) => String(file.split('/')[1]))
    .sort();
}

/** Those that keep state on disk, and so want a volume of their own for each replica. */
export function appsWithState(): string[] {
  const keepsState = (app: string): boolean =>
    declaredVersions(repository, `apps/${app}`).has('rocksdb-native');
  return appNames().filter(keepsState);
}

/** How long a service may take to close in good order, as libs/service has it, in seconds. */
export function closeLimitSeconds(): number {
  const source = read('libs/service/src/run-service.ts');
  const limit = /closeLimitMs = (?<limit>[\d_]+)/.exec(source)?.groups?.['limit'];
  if (limit === undefined) throw new Error('run-service.ts names no closeLimitMs any more.');
  return Number(limit.replaceAll('_', '')) / 1000;
}
