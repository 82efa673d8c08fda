import { expect, it } from '@jest/globals';
import { withStore } from './store-fixture.ts';
import type { StoreFixture } from './store-fixture.ts';
import { bytes, readAll, writes } from './test-data.ts';

export function closing(setUp: () => Promise<StoreFixture>): void {
  it('may be closed twice, and fails with CLOSED from then on', () =>
    withStore(setUp, async (store) => {
      await Promise.all([store.close(), store.close()]);
      await store.close();
      const closed = { code: 'CLOSED' };
      await expect(store.get(bytes('a'))).rejects.toMatchObject(closed);
      await expect(store.getMany([bytes('a')])).rejects.toMatchObject(closed);
      await expect(store.write([], [])).rejects.toMatchObject(closed);
      await expect(store.position()).rejects.toMatchObject(closed);
      await expect(store.approximateCount()).rejects.toMatchObject(closed);
      await expect(readAll(store.range())).rejects.toMatchObject(closed);
      expect(() => store.snapshot()).toThrow(expect.objectContaining(closed));
    }));

  it('waits for reads and writes under way', () =>
    withStore(setUp, async (store) => {
      const keys = Array.from({ length: 200 }, (_, i) => `${i}`);
      const position = keys.map((topic) => ({ topic, partition: 0, offset: 1 }));
      await store.write(writes(...keys.map((key) => [key, key] as const)), position);
      const reads = keys.map((key) => store.get(bytes(key)));
      const many = store.getMany(keys.map(bytes));
      const positions = [store.position(), store.position()];
      const write = store.write(writes(['late', '1']), []);
      await store.close();
      expect(await Promise.all(reads)).toEqual(keys.map(bytes));
      expect(await many).toEqual(keys.map(bytes));
      for (const known of await Promise.all(positions)) expect(known).toHaveLength(keys.length);
      await write;
    }));

  it('does not wait for loops and snapshots that others forgot', () =>
    withStore(setUp, async (store) => {
      const keys = Array.from({ length: 5000 }, (_, i) => [`${i}`, ''] as const);
      await store.write(writes(...keys), []);
      const loops = [store.range(), store.snapshot().range()].map((range) =>
        range[Symbol.asyncIterator](),
      );
      for (const loop of loops) await loop.next();
      await store.close();
      for (const loop of loops) {
        await expect(async () => {
          while ((await loop.next()).done !== true);
        }).rejects.toMatchObject({ code: 'CLOSED' });
      }
    }));
}
