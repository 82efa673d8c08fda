import { expect, it } from '@jest/globals';
import { withStore } from './store-fixture.ts';
import type { StoreFixture } from './store-fixture.ts';
import { bytes, readAll, sorted, writes } from './test-data.ts';

export function readsAndWrites(setUp: () => Promise<StoreFixture>): void {
  it('is empty when new', () =>
    withStore(setUp, async (store) => {
      expect(await store.get(bytes('a'))).toBeUndefined();
      expect(await readAll(store.range())).toEqual([]);
      expect(await store.position()).toEqual([]);
      expect(await store.approximateCount()).toBe(0);
    }));

  it('gives back what was written, and nothing for what was deleted', () =>
    withStore(setUp, async (store) => {
      await store.write(writes(['a', '1'], ['b', '2']), []);
      await store.write(writes(['a', null], ['b', '3'], ['never', null]), []);
      expect(await store.get(bytes('a'))).toBeUndefined();
      expect(await store.get(bytes('b'))).toEqual(bytes('3'));
    }));

  it('tells an empty value from none, and takes any bytes as a key', () =>
    withStore(setUp, async (store) => {
      const keys = ['', '\0', '\0\0', '\xff', '\xff\xff', 'p', 'd', '\x80\xfe'];
      await store.write(writes(...keys.map((key) => [key, ''] as const)), []);
      for (const key of keys) expect(await store.get(bytes(key))).toEqual(bytes(''));
      expect(await readAll(store.range())).toHaveLength(keys.length);
    }));

  it('answers many keys in their order, repeated and unknown ones too', () =>
    withStore(setUp, async (store) => {
      await store.write(writes(['a', '1'], ['b', '2']), []);
      expect(await store.getMany(['b', 'x', 'a', 'b'].map(bytes))).toEqual([
        bytes('2'),
        undefined,
        bytes('1'),
        bytes('2'),
      ]);
      expect(await store.getMany([])).toEqual([]);
      const many = Array.from({ length: 1000 }, (_, i) => `key${i}`);
      await store.write(writes(...many.map((key) => [key, key] as const)), []);
      expect(await store.getMany(many.map(bytes))).toEqual(many.map(bytes));
    }));

  it('lets the last write of a key win within a batch', () =>
    withStore(setUp, async (store) => {
      await store.write(writes(['a', '1'], ['a', null], ['b', null], ['b', '2']), []);
      expect(await readAll(store.range())).toEqual(['b=2']);
    }));

  it('merges positions partition by partition, with or without writes', () =>
    withStore(setUp, async (store) => {
      const at = (topic: string, partition: number, offset: number) => ({
        topic,
        partition,
        offset,
      });
      await store.write(writes(['a', '1']), [at('t', 0, 5), at('t', 1, 7)]);
      await store.write([], [at('t', 1, 2 ** 53 - 1), at('u', 0, 0)]);
      expect(sorted(await store.position())).toEqual([
        at('t', 0, 5),
        at('t', 1, 2 ** 53 - 1),
        at('u', 0, 0),
      ]);
      expect(await readAll(store.range())).toEqual(['a=1']);
    }));

  it('shares no buffers with its caller', () =>
    withStore(setUp, async (store) => {
      const [key, value] = [bytes('a'), bytes('1')];
      await store.write([{ key, value }], []);
      key.fill('x');
      value.fill('x');
      (await store.get(bytes('a')))?.fill('y');
      expect(await readAll(store.range())).toEqual(['a=1']);
    }));

  it('applies writes that were not awaited in the order of their calls', () =>
    withStore(setUp, async (store) => {
      const at = (offset: number) => [{ topic: 't', partition: 0, offset }];
      const calls = Array.from({ length: 50 }, (_, i) => store.write(writes(['a', `${i}`]), at(i)));
      await Promise.all(calls);
      expect(await store.get(bytes('a'))).toEqual(bytes('49'));
      expect(await store.position()).toEqual(at(49));
    }));

  it('estimates how many keys there are', () =>
    withStore(setUp, async (store) => {
      const keys = Array.from({ length: 1000 }, (_, i) => [`key${i}`, ''] as const);
      await store.write(writes(...keys), [{ topic: 't', partition: 0, offset: 1 }]);
      const count = await store.approximateCount();
      expect(count).toBeGreaterThanOrEqual(900);
      expect(count).toBeLessThanOrEqual(1100);
    }));
}
