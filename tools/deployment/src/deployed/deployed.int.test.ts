import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bundledImports } from '../prune/bundled-imports.ts';
import { appNames, read, repository } from '../repository.ts';
import { DeployedApp } from './deployed-app.ts';
import { pruneAll } from './prune-all.ts';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version: string }>>;
}

const apps = appNames();
const prunedFolder = (app: string): string => join(repository, 'apps', app, 'dist/deploy');
const lockOf = (folder: string): Lock =>
  JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as Lock;

const ownedBy: Readonly<Record<string, readonly string[]>> = {
  'rocksdb-native': ['food-orders', 'join-service', 'user-info-http'],
  '@faker-js/faker': ['user-service'],
  'twitter-api-v2': ['user-service'],
};
const workspaceLock = JSON.parse(read('package-lock.json')) as Lock;
const forDevelopment = Object.keys(
  (JSON.parse(read('package.json')) as Manifest).devDependencies ?? {},
);

const deployed = apps.map((name) => ({ name, app: new DeployedApp(prunedFolder(name)) }));
/** Npm computes as much as it waits for the disk. */
const installsAtOnce = 3;

beforeAll(async () => {
  pruneAll();
  const waiting = deployed.values();
  const installSome = async (): Promise<void> => {
    for (const { app } of waiting) await app.install();
  };
  await Promise.all(Array.from({ length: installsAtOnce }, installSome));
});
afterAll(() => {
  for (const { app } of deployed) app.remove();
});

describe.each(deployed)('$name, deployed alone', ({ name, app }) => {
  it('has the packages that its bundle imports and what those need, and no others', async () => {
    const manifest = JSON.parse(readFileSync(join(app.folder, 'package.json'), 'utf8')) as Manifest;
    const imported = await bundledImports(join(app.folder, 'main.mjs'));
    expect(Object.keys(manifest.dependencies ?? {})).toEqual(imported);
    // Fails when a package is missing, is of another version, or is not needed by any other.
    await app.npm('ls', '--all');
  });

  it('has them at the versions that the workspace is tested with', () => {
    const versions = new Set(
      Object.entries(workspaceLock.packages).map(([path, { version }]) => packageAt(path, version)),
    );
    const { '': self, ...packages } = lockOf(app.folder).packages;
    expect(self).toBeDefined();
    const others = Object.entries(packages)
      .map(([path, { version }]) => packageAt(path, version))
      .filter((found) => !versions.has(found));
    expect(others).toEqual([]);
  });

  it("has nothing that is for development, and no other app's packages", () => {
    const installed = globSync('node_modules/**/package.json', { cwd: app.folder })
      .map((file) => /^.*node_modules\/((?:@[^/]+\/)?[^/]+)\/package\.json$/.exec(file)?.[1])
      .filter((found) => found !== undefined);
    expect(installed).toContain('fastify');
    expect(installed.filter((found) => forDevelopment.includes(found))).toEqual([]);
    expect(installed.filter((found) => found.startsWith('@user-information/'))).toEqual([]);
    const owned = Object.keys(ownedBy).filter((found) => ownedBy[found]?.includes(name));
    expect(installed.filter((found) => found in ownedBy).sort()).toEqual(owned.sort());
  });

  it('starts, answers, becomes ready, and ends well on SIGTERM', async () => {
    const address = await app.start();
    expect((await fetch(`${address}/health/live`)).status).toBe(200);
    await untilReady(address);
    if (name === 'user-info-http')
      expect(await sizeOf(`${address}/docs/`)).toBeGreaterThan(500_000);
    expect(await app.stop()).toBe(0);
    expect(app.output).not.toMatch(/"level":"(warn|error|fatal)"|Error/);
  });
});

/** `zod@4.6.7` for `node_modules/zod`, wherever in a lock it stands. */
function packageAt(path: string, version: string): string {
  return `${String(path.split('node_modules/').at(-1))}@${version}`;
}

/** Of what a page loads: all of that must have come with the packages. */
async function sizeOf(page: string): Promise<number> {
  const html = await (await fetch(page)).text();
  const paths = [...html.matchAll(/(?:src|href)="(?<path>[^"]+)"/g)];
  const sizes = paths.map(async ({ groups }) => {
    const answer = await fetch(new URL(String(groups?.['path']), page));
    expect(answer.status).toBe(200);
    return (await answer.arrayBuffer()).byteLength;
  });
  return (await Promise.all(sizes)).reduce((sum, bytes) => sum + bytes, 0);
}

/** Asks until `/health/ready` says 200; the test's own time limit is the end of it. */
async function untilReady(address: string): Promise<void> {
  for (;;) {
    const { status } = await fetch(`${address}/health/ready`);
    if (status === 200) return;
    expect(status).toBe(503);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
