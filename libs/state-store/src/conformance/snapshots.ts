import { expect, it } from '@jest/globals';
import { withStore } from './store-fixture.ts';
import type { StoreFixture } from './store-fixture.ts';
import { bytes, readAll, writes } from './test-data.ts';

export function snapshots(setUp: () => Promise<StoreFixture>): void {
  it('keeps content and position as they were', () =>
    withStore(setUp, async (store) => {
      const at = (offset: number) => [{ topic: 't', partition: 0, offset }];
      await store.write(writes(['a', '1'], ['b', '2']), at(1));
      const snapshot = store.snapshot();
      await store.write(writes(['a', '9'], ['b', null], ['c', '3']), at(2));
      expect(await snapshot.position()).toEqual(at(1));
      expect(await snapshot.getMany(['a', 'b', 'c'].map(bytes))).toEqual([
        bytes('1'),
        bytes('2'),
        undefined,
      ]);
      expect(await snapshot.get(bytes('c'))).toBeUndefined();
      expect(await readAll(snapshot.range({ reverse: true }))).toEqual(['b=2', 'a=1']);
      await snapshot.close();
      expect(await store.position()).toEqual(at(2));
      expect(await readAll(store.range())).toEqual(['a=9', 'c=3']);
    }));

  it('agrees with its position while writes go on', () =>
    withStore(setUp, async (store) => {
      const writing = (async () => {
        for (let offset = 1; offset <= 200; offset++) {
          const both = writes(['a', `${offset}`], ['b', `${offset}`]);
          await store.write(both, [{ topic: 't', partition: 0, offset }]);
        }
      })();
      for (let i = 0; i < 50; i++) {
        const snapshot = store.snapshot();
        const [position, entries] = [await snapshot.position(), await readAll(snapshot.range())];
        await snapshot.close();
        const offset = position[0]?.offset;
        expect(entries).toEqual(offset === undefined ? [] : [`a=${offset}`, `b=${offset}`]);
      }
      await writing;
    }));

  it('fails with CLOSED once closed, or once its store is', () =>
    withStore(setUp, async (store) => {
      const closed = store.snapshot();
      await closed.close();
      await closed.close();
      const orphan = store.snapshot();
      await store.close();
      for (const snapshot of [closed, orphan]) {
        await expect(snapshot.get(bytes('a'))).rejects.toMatchObject({ code: 'CLOSED' });
        await expect(snapshot.getMany([bytes('a')])).rejects.toMatchObject({ code: 'CLOSED' });
        await expect(snapshot.position()).rejects.toMatchObject({ code: 'CLOSED' });
        await expect(readAll(snapshot.range())).rejects.toMatchObject({ code: 'CLOSED' });
      }
      await orphan.close();
    }));
}
