import type { Tree } from '@nx/devkit';
import { readJson, writeJson } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { ProjectExistsError } from './add-project.ts';
import { libraryGenerator } from './library-generator.ts';
import { serviceGenerator } from './service-generator.ts';

/** Nx loads Prettier in a way that Jest does not know; generated.int.test.ts is with it. */
const skipFormat = true;

let tree: Tree;
beforeEach(() => {
  tree = createTreeWithEmptyWorkspace();
  writeJson(tree, 'tsconfig.json', { references: [] });
});

const fileNames = (folder: string): string[] => tree.children(folder).sort();

describe('the service generator', () => {
  it('makes a project of the house form', async () => {
    await serviceGenerator(tree, { name: 'search-service', skipFormat });
    expect(fileNames('apps/search-service')).toEqual([
      'jest.config.cjs',
      'package.json',
      'src',
      'tsconfig.json',
    ]);
    expect(fileNames('apps/search-service/src')).toEqual([
      'config.ts',
      'main.ts',
      'start-search-service.test.ts',
      'start-search-service.ts',
    ]);
    expect(readJson(tree, 'apps/search-service/package.json')).toEqual({
      name: '@user-information/search-service',
      version: '1.0.0',
      private: true,
      type: 'module',
      nx: {
        name: 'search-service',
        tags: ['type:app'],
        targets: { serve: {}, build: {}, prune: {} },
      },
      dependencies: { '@user-information/service': '*', '@user-information/wiring': '*' },
    });
  });

  it('is known to the type checker of the workspace', async () => {
    await serviceGenerator(tree, { name: 'search-service', skipFormat });
    expect(readJson(tree, 'tsconfig.json')).toEqual({
      references: [{ path: './apps/search-service' }],
    });
    expect(readJson(tree, 'apps/search-service/tsconfig.json')).toMatchObject({
      references: [{ path: '../../libs/service' }, { path: '../../libs/wiring' }],
    });
  });

  it('takes the port after those of the others, or the one that it is given', async () => {
    const port = (name: string): string | undefined =>
      /default\((\d+)\)/.exec(tree.read(`apps/${name}/src/config.ts`, 'utf8') ?? '')?.[1];
    await serviceGenerator(tree, { name: 'one', skipFormat });
    await serviceGenerator(tree, { name: 'two', skipFormat });
    await serviceGenerator(tree, { name: 'three', port: 9000, skipFormat });
    await serviceGenerator(tree, { name: 'four', skipFormat });
    expect(['one', 'two', 'three', 'four'].map(port)).toEqual(['8080', '8081', '9000', '9001']);
  });

  it('touches nothing when the project is there already', async () => {
    await serviceGenerator(tree, { name: 'one', skipFormat });
    tree.write('apps/one/src/main.ts', 'mine');
    await expect(serviceGenerator(tree, { name: 'one', skipFormat })).rejects.toThrow(
      ProjectExistsError,
    );
    expect(tree.read('apps/one/src/main.ts', 'utf8')).toBe('mine');
  });
});

describe('the library generator', () => {
  it('makes a library of its kind that others can import', async () => {
    await libraryGenerator(tree, { name: 'state-store-lmdb', kind: 'adapter', skipFormat });
    expect(fileNames('libs/state-store-lmdb/src')).toEqual([
      'index.ts',
      'state-store-lmdb.test.ts',
      'state-store-lmdb.ts',
    ]);
    expect(readJson(tree, 'libs/state-store-lmdb/package.json')).toEqual({
      name: '@user-information/state-store-lmdb',
      version: '1.0.0',
      private: true,
      type: 'module',
      exports: { '.': './src/index.ts' },
      nx: { name: 'state-store-lmdb', tags: ['type:adapter'] },
    });
    expect(tree.read('libs/state-store-lmdb/src/index.ts', 'utf8')).toBe(
      "export { stateStoreLmdb } from './state-store-lmdb.ts';\n",
    );
  });
});
