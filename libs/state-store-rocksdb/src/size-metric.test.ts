import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { createMetrics } from '@user-information/observability';
import { openRocksDbStores } from './open-rocksdb-stores.ts';

it('tells how much disk each store takes', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'size-'));
  const metrics = createMetrics({ service: 'test' });
  const stores = openRocksDbStores({ directory, metrics });
  expect(await metrics.metrics()).not.toMatch(/^state_store_size_bytes\{/m);
  const store = await stores.open('view');
  const size = async () => {
    const text = await metrics.metrics();
    return Number(/^state_store_size_bytes\{store="view",[^}]*\} (\d+)$/m.exec(text)?.[1]);
  };
  const before = await size();
  const value = Buffer.alloc(100_000, 'x');
  await store.write([{ key: Buffer.from('key'), value }], []);
  expect((await size()) - before).toBeGreaterThanOrEqual(value.length);
  await store.close();
  await rm(directory, { recursive: true });
});
