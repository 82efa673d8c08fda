import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { StateStore } from '@user-information/state-store';
import type { CopyOptions } from './changelog-copy.ts';
import { keepWarm, restore } from './restore.ts';
import { TestChangelogs } from './test-changelogs.ts';

let test: TestChangelogs;
let store: StateStore;

beforeEach(async () => {
  test = await TestChangelogs.open();
  store = await test.stores.open('task-0');
});
afterEach(async () => {
  await store.close();
  await test.close();
});

const options = (more: Partial<CopyOptions> = {}): CopyOptions => ({
  log: test.log,
  store,
  applicationId: 'app',
  partition: 0,
  stores: ['wide', 'narrow'],
  ...more,
});

describe('restore', () => {
  it('brings a new store up to the end of all changelogs of its partition', async () => {
    await test.change('wide', 0, 'a', '1');
    await test.change('wide', 1, 'b', 'of another task');
    await test.change('narrow', 0, 'a', '2');
    await restore(options());
    expect(await test.value(store, 'wide', 'a')).toBe('1');
    expect(await test.value(store, 'narrow', 'a')).toBe('2');
    expect(await test.value(store, 'wide', 'b')).toBeUndefined();
  });

  it('goes on from the position that the store has, deletes included', async () => {
    await test.change('wide', 0, 'a', '1');
    await restore(options());
    await test.change('wide', 0, 'a', null);
    await test.change('wide', 0, 'c', '3');
    const left: number[] = [];
    await restore(options({ onProgress: (records) => left.push(records) }));
    expect(left).toEqual([2, 0]);
    expect(await test.value(store, 'wide', 'a')).toBeUndefined();
    expect(await test.value(store, 'wide', 'c')).toBe('3');
  });

  it('refuses a store that is ahead of its changelog, and says what to delete', async () => {
    await store.write([], [{ topic: 'app-wide-changelog', partition: 0, offset: 7 }]);
    await expect(restore(options())).rejects.toMatchObject({
      code: 'STATE_BEYOND_LOG',
      message: expect.stringContaining('Delete the state directory'),
    });
  });
});

describe('keepWarm', () => {
  it('tells once when it has all, and goes on following until it is stopped', async () => {
    await test.change('wide', 0, 'a', '1');
    const stopping = new AbortController();
    let warmCount = 0;
    const warm = Promise.withResolvers<void>();
    const followed = Promise.withResolvers<void>();
    const following = keepWarm({
      ...options({ signal: stopping.signal }),
      onWarm: () => {
        warmCount += 1;
        warm.resolve();
      },
      store: watched(store, async () => {
        if ((await test.value(store, 'wide', 'b')) === '2') followed.resolve();
      }),
    });
    await warm.promise;
    expect(await test.value(store, 'wide', 'a')).toBe('1');
    await test.change('wide', 0, 'b', '2');
    await followed.promise;
    stopping.abort();
    await following;
    expect(warmCount).toBe(1);
  });

  it('is warm at once where there is nothing to copy', async () => {
    const stopping = new AbortController();
    const following = keepWarm({
      ...options({ signal: stopping.signal }),
      onWarm: () => stopping.abort(),
    });
    await expect(following).resolves.toBeUndefined();
  });
});

/** The same store, with a look after each write. */
function watched(real: StateStore, look: () => Promise<void>): StateStore {
  return new Proxy(real, {
    get(target, name) {
      if (name === 'write') {
        return async (...write: Parameters<StateStore['write']>) => {
          await target.write(...write);
          await look();
        };
      }
      const member: unknown = Reflect.get(target, name);
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  });
}
