import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { openRocksDbStores } from '../open-rocksdb-stores.ts';
import { measureStore } from './measure-store.ts';

describe('measureStore', () => {
  it('measures', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'measure-rocksdb-'));
    const store = await openRocksDbStores({ directory }).open('measured');
    const figures = await measureStore(store, 1000, 100);
    await store.close();
    await rm(directory, { recursive: true });
    expect(Object.keys(figures)).toHaveLength(5);
    for (const figure of Object.values(figures)) expect(figure).toBeGreaterThan(0);
  });
});
