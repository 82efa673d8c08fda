import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { stateStoreConformance } from '@user-information/state-store/conformance';
import { openRocksDbStores } from './open-rocksdb-stores.ts';

const newDirectory = () => mkdtemp(join(tmpdir(), 'state-store-rocksdb-'));

stateStoreConformance('RocksDB', { persistent: true }, async () => {
  const directory = await newDirectory();
  return {
    stores: openRocksDbStores({ directory }),
    remove: () => rm(directory, { recursive: true }),
  };
});

describe('openRocksDbStores', () => {
  let directory = '';
  beforeEach(async () => {
    directory = await newDirectory();
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('makes missing folders', async () => {
    const store = await openRocksDbStores({ directory: join(directory, 'a/b') }).open('view');
    await store.close();
    expect(await readdir(join(directory, 'a/b'))).toEqual(['view']);
  });

  it('says so when another process has the store open', async () => {
    const script = join(__dirname, 'test-crash-writer.ts');
    const holder = spawn(process.execPath, [script, directory], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = once(holder, 'exit');
    await once(holder.stdout, 'data');
    await expect(openRocksDbStores({ directory }).open('crash')).rejects.toMatchObject({
      code: 'LOCKED',
      message: expect.stringContaining(join(directory, 'crash')),
    });
    holder.kill('SIGKILL');
    await exited;
    await (await openRocksDbStores({ directory }).open('crash')).close();
  });

  it('names the folder that it can not make', async () => {
    const path = join(directory, 'file');
    await writeFile(path, '');
    await expect(openRocksDbStores({ directory: path }).open('view')).rejects.toMatchObject({
      code: 'STORAGE',
      message: expect.stringContaining(`can't be kept in ${path}/view: `),
    });
  });

  it.each([
    ['no folder', { directory: '' }, 'directory: '],
    ['a tiny buffer', { directory: '.', writeBufferBytes: 1 }, 'writeBufferBytes: '],
    ['an unknown option', { directory: '.', blockCacheBytes: 1 }, 'blockCacheBytes'],
  ])('refuses %s', (_what, options, reason) => {
    expect(() => openRocksDbStores(options)).toThrow(
      expect.objectContaining({
        code: 'INVALID_ARGUMENT',
        message: expect.stringContaining(reason),
      }),
    );
  });

  it('names the store whose files are damaged', async () => {
    const stores = openRocksDbStores({ directory });
    await (await stores.open('view')).close();
    await writeFile(join(directory, 'view', 'CURRENT'), 'MANIFEST-999999\n');
    await expect(stores.open('view')).rejects.toMatchObject({
      code: 'STORAGE',
      message: expect.stringContaining(`in ${join(directory, 'view')} could not open: `),
    });
  });
});
