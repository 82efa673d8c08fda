import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { createMetrics } from '@user-information/observability';
import type { StateStore, Write } from '@user-information/state-store';
import { openRocksDbStores } from '@user-information/state-store-rocksdb';
import fc from 'fast-check';
import { cacheKey, RowCache } from '../rows/row-cache.ts';
import { RowCount } from './row-count.ts';

let directory: string;
let store: StateStore;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'row-count-'));
  store = await openRocksDbStores({ directory }).open('rows');
});

afterEach(async () => {
  await store.close();
  await rm(directory, { recursive: true });
});

const noError = (error: unknown): never => {
  throw error;
};

async function counted(count: RowCount): Promise<number> {
  while (count.rows === null) await setImmediate();
  return count.rows;
}

async function rowsInStore(): Promise<number> {
  const keys: Buffer[] = [];
  for await (const { key } of store.range()) keys.push(key);
  return keys.length;
}

/** A few keys, so that they are put and deleted again and again. */
const aBatch = fc.array(
  fc.record({
    key: fc.constantFrom('a', 'b', 'c', 'd').map((key) => Buffer.from(key)),
    value: fc.constantFrom(null, Buffer.from('1')),
  }),
  { maxLength: 6 },
);

it.each([0, 10_000])(
  'equals the rows of the store after any history, with a cache of %d bytes',
  async (maxBytes) => {
    const histories = fc.array(aBatch, { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(histories, histories, async (before, after) => {
        const cache = new RowCache({ maxBytes, metrics: createMetrics({ service: 'test' }) });
        for (const writes of before) await store.write(writes, []);
        const count = new RowCount({ store, cache, onError: noError });
        for (const writes of after) await writeCounted(count, cache, writes);
        expect(await counted(count)).toBe(await rowsInStore());
        await count.close();
      }),
      { numRuns: 50 },
    );
  },
);

async function writeCounted(
  count: RowCount,
  cache: RowCache,
  writes: readonly Write[],
): Promise<void> {
  const written = await count.measure(writes);
  const changes = writes.map(({ key, value }) => ({ key: cacheKey(key), value }));
  await cache.update(changes, () => store.write(writes, []));
  written();
}

it('fills the cache with what it counts', async () => {
  const key = Buffer.from('a');
  await store.write([{ key, value: Buffer.from('1') }], []);
  const cache = new RowCache({ maxBytes: 10_000, metrics: createMetrics({ service: 'test' }) });
  await counted(new RowCount({ store, cache, onError: noError }));
  expect(cache.has(cacheKey(key))).toBe(true);
});

it('gives up when it is closed', async () => {
  const writes = Array.from({ length: 10_000 }, (_, n) => ({
    key: Buffer.from(String(n)),
    value: Buffer.from('1'),
  }));
  await store.write(writes, []);
  const count = new RowCount({ store, onError: noError });
  await count.close();
  expect(count.rows).toBeNull();
});
