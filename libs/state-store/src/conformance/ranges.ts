import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { KeyRange } from '../range.ts';
import { withStore } from './store-fixture.ts';
import type { StoreFixture } from './store-fixture.ts';
import { bytes, readAll, writes } from './test-data.ts';

/** Few characters, so that keys, prefixes and bounds meet; the ends of the byte range among them. */
const key = fc
  .array(fc.constantFrom('\0', 'a', 'b', '\xff'), { maxLength: 3 })
  .map((characters) => characters.join(''));

const range = fc.record(
  {
    prefix: key.map(bytes),
    gte: key.map(bytes),
    gt: key.map(bytes),
    lte: key.map(bytes),
    lt: key.map(bytes),
    reverse: fc.boolean(),
    limit: fc.nat({ max: 20 }),
  },
  { requiredKeys: [] },
);

/** What a range must give, by its definition. */
function expected(keys: readonly string[], range: KeyRange): readonly string[] {
  const text = (bound: Buffer | undefined) => bound?.toString('latin1');
  const [gte, gt, lte, lt] = [text(range.gte), text(range.gt), text(range.lte), text(range.lt)];
  const within = keys
    .filter((key) => key.startsWith(text(range.prefix) ?? ''))
    .filter((key) => (gte === undefined || key >= gte) && (gt === undefined || key > gt))
    .filter((key) => (lte === undefined || key <= lte) && (lt === undefined || key < lt))
    .sort();
  if (range.reverse === true) within.reverse();
  return within.slice(0, range.limit ?? within.length);
}

export function ranges(setUp: () => Promise<StoreFixture>): void {
  it('gives exactly the entries within any bounds, prefix, direction and limit', () =>
    withStore(setUp, async (store) => {
      const check = async (keys: readonly string[], ranges: readonly KeyRange[]) => {
        const before: string[] = [];
        for await (const entry of store.range()) before.push(entry.key.toString('latin1'));
        await store.write(writes(...before.map((key) => [key, null] as const)), []);
        await store.write(writes(...keys.map((key) => [key, key] as const)), []);
        for (const range of ranges) {
          const found = expected(keys, range).map((key) => `${key}=${key}`);
          expect(await readAll(store.range(range))).toEqual(found);
        }
      };
      const keys = fc.uniqueArray(key, { maxLength: 30 });
      const manyRanges = fc.array(range, { minLength: 1, maxLength: 10 });
      await fc.assert(fc.asyncProperty(keys, manyRanges, check), { numRuns: 100 });
    }));

  it('reads more than fits a batch, both ways, and stops when told', () =>
    withStore(setUp, async (store) => {
      const keys = Array.from({ length: 5000 }, (_, i) => `${i}`.padStart(6, '0'));
      await store.write(writes(...keys.map((key) => [key, ''] as const)), []);
      const all = await readAll(store.range());
      expect(all).toEqual(keys.map((key) => `${key}=`));
      expect(await readAll(store.range({ reverse: true }))).toEqual([...all].reverse());
      for (const limit of [0, 1, 512, 1001, 4096, 6000]) {
        expect(await readAll(store.range({ limit }))).toEqual(all.slice(0, limit));
      }
      for await (const entry of store.range()) {
        expect(entry.key).toEqual(bytes('000000'));
        break;
      }
    }));

  it('sees the store as it was when the loop began', () =>
    withStore(setUp, async (store) => {
      const keys = Array.from({ length: 500 }, (_, i) => `${i}`.padStart(3, '0'));
      await store.write(writes(...keys.map((key) => [key, 'old'] as const)), []);
      const seen: string[] = [];
      for await (const { key, value } of store.range()) {
        if (seen.length === 0) {
          await store.write(writes(['100', 'new'], ['200', null], ['9', 'new']), []);
        }
        seen.push(`${key.toString()}=${value.toString()}`);
      }
      expect(seen).toEqual(keys.map((key) => `${key}=old`));
    }));

  it('can be read twice: each loop starts anew', () =>
    withStore(setUp, async (store) => {
      await store.write(writes(['a', '1'], ['b', '2']), []);
      const range = store.range();
      expect(await readAll(range)).toEqual(['a=1', 'b=2']);
      await store.write(writes(['a', null]), []);
      expect(await readAll(range)).toEqual(['b=2']);
    }));
}
