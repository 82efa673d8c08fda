import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { openRocksDbStores } from './open-rocksdb-stores.ts';

describe('a store whose disk is full', () => {
  it('fails that write and all later ones, and has what was written before', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'state-store-full-'));
    // A limit on the size of files stands in for the disk's end.
    const { stdout } = await promisify(execFile)('sh', [
      '-c',
      'ulimit -f 128; exec "$0" "$@"',
      process.execPath,
      join(__dirname, 'test-full-disk-writer.ts'),
      directory,
    ]);
    const { outcome, next, written } = JSON.parse(stdout) as {
      readonly outcome: string;
      readonly next: string;
      readonly written: number;
    };
    expect({ outcome, next }).toEqual({ outcome: 'STORAGE', next: 'STORAGE' });
    expect(written).toBeGreaterThan(10);

    const store = await openRocksDbStores({ directory }).open('full');
    expect((await store.get(Buffer.from('key')))?.toString().trim()).toBe(`${written}`);
    expect(await store.position()).toEqual([{ topic: 'input', partition: 0, offset: written }]);
    await store.close();
    await rm(directory, { recursive: true });
  });
});
