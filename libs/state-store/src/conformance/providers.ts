import { expect, it } from '@jest/globals';
import type { StoreFixture } from './store-fixture.ts';
import { bytes, writes } from './test-data.ts';

async function withStores(
  setUp: () => Promise<StoreFixture>,
  test: (stores: StoreFixture['stores']) => Promise<void>,
): Promise<void> {
  const fixture = await setUp();
  try {
    await test(fixture.stores);
  } finally {
    await fixture.remove();
  }
}

/** What a provider of stores that outlive their process must do as well. */
export function providers(setUp: () => Promise<StoreFixture>): void {
  it('keeps content and position when a store is closed and opened again', () =>
    withStores(setUp, async (stores) => {
      const position = [{ topic: 't', partition: 2, offset: 3 }];
      const first = await stores.open('kept');
      await first.write(writes(['a', '1']), position);
      await first.close();
      const second = await stores.open('kept');
      expect(await second.get(bytes('a'))).toEqual(bytes('1'));
      expect(await second.position()).toEqual(position);
      await second.close();
    }));

  it('gives each name a place of its own', () =>
    withStores(setUp, async (stores) => {
      const [one, two] = [await stores.open('view-0'), await stores.open('view-1')];
      await one.write(writes(['a', '1']), []);
      expect(await two.get(bytes('a'))).toBeUndefined();
      await one.close();
      await two.close();
    }));

  it('tells which stores are there, open or closed', () =>
    withStores(setUp, async (stores) => {
      expect(await stores.names()).toEqual([]);
      await (await stores.open('closed')).close();
      const open = await stores.open('open');
      expect([...(await stores.names())].sort()).toEqual(['closed', 'open']);
      await open.close();
    }));

  it('opens a store once at a time', () =>
    withStores(setUp, async (stores) => {
      const first = await stores.open('locked');
      await expect(stores.open('locked')).rejects.toMatchObject({ code: 'LOCKED' });
      await first.close();
      await (await stores.open('locked')).close();
    }));

  it.each(['', '.', '..', '../x', 'a/b', 'a\\b', '-x', 'a b', 'a\0', 'ü', 'x'.repeat(201)])(
    'refuses the name %j',
    (name) =>
      withStores(setUp, async (stores) => {
        await expect(stores.open(name)).rejects.toMatchObject({ code: 'INVALID_NAME' });
      }),
  );
}
