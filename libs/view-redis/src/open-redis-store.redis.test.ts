import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createClient } from '@redis/client';
import type { SharedChange, SharedStore } from '@user-information/state-store';
import { batch, connected, contents, TestRedis } from './test-redis.ts';

// A cluster of one refuses whatever touches keys of two slots.
describe.each([{ isCluster: false }, { isCluster: true }])('a view in Redis, %j', (options) => {
  let test: TestRedis;
  let store: SharedStore;

  beforeAll(async () => {
    test = await TestRedis.start(options);
    store = test.open();
    await connected(store);
  });
  beforeEach(() => command('FLUSHALL'));
  afterAll(() => test.close());

  async function command(...args: string[]): Promise<void> {
    const client = createClient({ url: test.redis.url });
    await client.connect();
    await client.sendCommand(args);
    client.destroy();
  }

  it('is empty at first', async () => {
    expect(await store.state(0)).toEqual({ nextOffset: 0, rowCount: 0 });
    expect(await store.read(0, [Buffer.from('a')])).toEqual({ nextOffset: 0, values: [undefined] });
    expect(await store.page(0, null, 10)).toEqual({ nextOffset: 0, entries: [] });
  });

  it('has what was written, and deleted, partition by partition', async () => {
    expect(
      await store.write(
        batch(0, 3, [
          [0, 'a', '1'],
          [2, 'b', '2'],
        ]),
      ),
    ).toBe(3);
    expect(await store.write(batch(0, 9, [[1, 'c', '3']], 1))).toBe(9);
    expect(
      await store.write(
        batch(3, 5, [
          [3, 'a', null],
          [4, 'none', null],
        ]),
      ),
    ).toBe(5);
    expect(await store.state(0)).toEqual({ nextOffset: 5, rowCount: 1 });
    expect(await store.state(1)).toEqual({ nextOffset: 9, rowCount: 1 });
    const keys = ['a', 'b', 'c'].map((key) => Buffer.from(key));
    const values = [undefined, Buffer.from('2'), undefined];
    expect(await store.read(0, keys)).toEqual({ nextOffset: 5, values });
  });

  it('moves on without rows', async () => {
    expect(await store.write(batch(0, 7, []))).toBe(7);
    expect(await store.state(0)).toEqual({ nextOffset: 7, rowCount: 0 });
  });

  it('takes any bytes as keys, in their order', async () => {
    const keys = [[], [0], [0, 0], [0x3a], [0x70], [0x7f], [0x80], [0xff], [0xff, 0]];
    const writes = keys.map((key, offset) => ({
      key: Buffer.from(key),
      value: Buffer.from([offset, 0, 255]),
      offset,
      timestampMs: 0,
    }));
    await store.write({ partition: 0, fromOffset: 0, toOffset: 9, writes: writes.toReversed() });
    const { entries } = await store.page(0, null, 100);
    expect(entries).toEqual(writes.map(({ key, value }) => ({ key, value })));
    const rest = await store.page(0, Buffer.from([0x70]), 2);
    expect(rest.entries.map(({ key }) => [...key])).toEqual([[0x7f], [0x80]]);
  });

  it('applies each record once, and none before those that come before it', async () => {
    await store.write(batch(0, 5, [[4, 'a', 'new']]));
    // Again, as after a crash; an older one, late; and one that overlaps.
    expect(await store.write(batch(0, 5, [[4, 'a', 'again']]))).toBe(5);
    expect(
      await store.write(
        batch(0, 3, [
          [2, 'a', 'old'],
          [1, 'back', 'x'],
        ]),
      ),
    ).toBe(5);
    expect(
      await store.write(
        batch(3, 8, [
          [4, 'a', 'again'],
          [6, 'b', '6'],
        ]),
      ),
    ).toBe(8);
    expect(await contents(store)).toEqual({ a: 'new', b: '6' });
    // A gap.
    expect(await store.write(batch(9, 11, [[9, 'a', '9']]))).toBe(8);
    expect(await contents(store)).toEqual({ a: 'new', b: '6' });
  });

  it('applies nothing of a large batch after what it does not have', async () => {
    const rows = Array.from({ length: 1_000 }, (_, n) => [10 + n, `k${n}`, 'v'] as const);
    expect(await store.write(batch(10, 1_010, rows))).toBe(0);
    expect(await store.state(0)).toEqual({ nextOffset: 0, rowCount: 0 });
    expect(await store.write(batch(0, 1_010, rows))).toBe(1_010);
    expect(await store.state(0)).toEqual({ nextOffset: 1_010, rowCount: 1_000 });
    expect(Object.keys(await contents(store))).toHaveLength(1_000);
  });

  it('is what the topic says, whichever writers write it', async () => {
    const other = test.open();
    await connected(other);
    const log = Array.from({ length: 3_000 }, (_, offset) => {
      const key = `k${(offset * 7919) % 61}`;
      return [offset, key, offset % 5 === 0 ? null : String(offset)] as const;
    });
    const follow = async (writer: SharedStore, size: number): Promise<void> => {
      for (let from = 0; from < log.length; from += size) {
        const to = Math.min(log.length, from + size);
        const newest = new Map(log.slice(from, to).map((row) => [row[1], row]));
        const rows = [...newest.values()].toSorted(([a], [b]) => a - b);
        expect(await writer.write(batch(from, to, rows))).toBeGreaterThanOrEqual(to);
      }
    };
    await Promise.all([follow(store, 13), follow(other, 17), follow(store, 100)]);
    const expected = new Map<string, string>();
    for (const [, key, value] of log) {
      if (value === null) expected.delete(key);
      else expected.set(key, value);
    }
    expect(await contents(store)).toEqual(Object.fromEntries(expected));
    expect(await store.state(0)).toEqual({ nextOffset: 3_000, rowCount: expected.size });
  });

  it.each(['rows', 'order'])('counts as lost when the server dropped its %s', async (key) => {
    await store.write(batch(0, 5, [[4, 'a', '1']]));
    await command('DEL', `view:{things:0}:${key}`);
    expect((await store.state(0)).nextOffset).toBe(0);
    expect(await store.page(0, null, 10)).toEqual({ nextOffset: 0, entries: [] });
    expect(await store.write(batch(5, 6, [[5, 'b', '2']]))).toBe(0);
    expect(await store.write(batch(0, 5, [[4, 'c', '3']]))).toBe(5);
    expect(await contents(store)).toEqual({ c: '3' });
  });

  it('tells who watches of what anyone writes', async () => {
    const watcher = test.open();
    const changes: SharedChange[] = [];
    const enough = new Promise<void>((resolve) => {
      watcher.watch((change) => {
        changes.push(change);
        if (changes.length === 3) resolve();
      });
    });
    await connected(watcher);
    await store.write(
      batch(
        0,
        3,
        [
          [0, 'a', '1'],
          [2, 'ü', null],
        ],
        1,
      ),
    );
    await store.write(
      batch(
        0,
        3,
        [
          [0, 'a', '1'],
          [2, 'ü', null],
        ],
        1,
      ),
    );
    await store.write(
      batch(
        3,
        300,
        Array.from({ length: 201 }, (_, n) => [3 + n, 'x', 'x']),
        1,
      ),
    );
    await enough;
    expect(changes.map(({ fromOffset, toOffset }) => [fromOffset, toOffset])).toEqual([
      [0, 3],
      [3, 203],
      [203, 300],
    ]);
    expect(changes[0]).toEqual({
      partition: 1,
      fromOffset: 0,
      toOffset: 3,
      rows: [
        { key: Buffer.from('a'), timestampMs: 1_000 },
        { key: Buffer.from('ü'), timestampMs: 1_002 },
      ],
    });
  });
});
