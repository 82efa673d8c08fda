import { describe, expect, it } from '@jest/globals';
import { importedPackages } from './imported-packages.ts';
import type { Manifest } from './repository.ts';
import { files, projects, read, readManifest } from './repository.ts';

const all = projects();
const kinds = [
  'app',
  'wiring',
  'engine',
  'adapter',
  'port',
  'domain',
  'platform',
  'testing',
  'tool',
];

/** Tests and tools may use what the root has for them, such as Jest; what is deployed may not. */
const fromTheRoot = Object.keys(readManifest('package.json').devDependencies ?? {});
const isForTests = (file: string): boolean =>
  /\.(test|fixture)\.ts$|\/test-[^/]+\.ts$|\/(conformance|testing)\/|^tools\/|^libs\/[^/]*-testing\//.test(
    file,
  );

const named = ({ dependencies, devDependencies }: Manifest): Record<string, string> => ({
  ...dependencies,
  ...devDependencies,
});

describe.each(all.map(({ folder, manifest }) => [folder, manifest] as const))(
  '%s/package.json',
  (folder, manifest) => {
    const shortName = folder.split('/')[1];

    it('is named after its folder, private, and of one kind', () => {
      const kind = expect.stringMatching(new RegExp(`^type:(${kinds.join('|')})$`)) as unknown;
      expect(manifest).toMatchObject({
        name: `@user-information/${String(shortName)}`,
        private: true,
        type: 'module',
        nx: { name: shortName, tags: [kind] },
      });
    });

    it('names the packages that its files import, and no others', () => {
      const sources = files(`${folder}/src/**/*.ts`);
      const unnamed = sources.flatMap((file) => {
        const available = isForTests(file)
          ? [...Object.keys(named(manifest)), ...fromTheRoot]
          : Object.keys(manifest.dependencies ?? {});
        const missing = importedPackages(read(file)).filter((name) => !available.includes(name));
        return missing.map((name) => `${file}: ${name}`);
      });
      const imported = sources.flatMap((file) => importedPackages(read(file)));
      const unused = Object.keys(named(manifest)).filter((name) => !imported.includes(name));
      expect({ unnamed, unused }).toEqual({ unnamed: [], unused: [] });
    });

    it('pins what comes from outside', () => {
      const versions = Object.entries(named(manifest));
      const isPinned = ([name, version]: [string, string]): boolean =>
        name.startsWith('@user-information/') ? version === '*' : /^\d+\.\d+\.\d+$/.test(version);
      expect(versions.filter((entry) => !isPinned(entry))).toEqual([]);
    });
  },
);

describe('a package from outside', () => {
  it('has one version in the whole workspace', () => {
    const versions = new Map<string, Set<string>>();
    for (const { manifest } of all) {
      for (const [name, version] of Object.entries(named(manifest))) {
        versions.set(name, (versions.get(name) ?? new Set()).add(version));
      }
    }
    expect([...versions].filter(([, found]) => found.size > 1)).toEqual([]);
  });
});
