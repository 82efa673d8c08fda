import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createMetrics } from '@user-information/observability';
import { jsonText } from '../rows/row.ts';
import { RowCache } from '../rows/row-cache.ts';
import { recordOf, valueOf } from '../rows/stored-row.ts';
import { manyRows, TestReplica, topic } from './test-replica.ts';

let test: TestReplica;

beforeEach(async () => {
  test = await TestReplica.open();
});

afterEach(() => test.close());

describe('a replica', () => {
  it('has the newest value of each key of all partitions, byte by byte, without deleted ones', async () => {
    await test.append([...manyRows(100, 'old'), ['gone', 'soon']]);
    await test.append([
      ['user-7', 'new'],
      ['gone', null],
      ['never-was', null],
    ]);
    await test.log.append([{ topic, key: Buffer.from('raw'), value: Buffer.from([0, 255, 10]) }]);
    await test.start();
    await test.isReady.promise;
    await test.append([
      ['user-8', 'newer'],
      ['user-9', null],
    ]);
    await test.applied();

    const expected: Record<string, string> = Object.fromEntries(manyRows(100, 'old'));
    delete expected['user-9'];
    const changed = { 'user-7': 'new', 'user-8': 'newer', raw: '\u0000ÿ\n' };
    expect(await test.content()).toEqual({ ...expected, ...changed });
  });

  it('goes on from the position of the store', async () => {
    await test.append(manyRows(50, 'old'));
    const first = await test.start();
    await test.isReady.promise;
    await first.close();
    await test.append([['user-7', 'new']]);

    const second = await test.start();
    await test.isReady.promise;
    expect(second.takeSummary().appliedCount).toBe(1);
    expect(await test.content()).toEqual({
      ...Object.fromEntries(manyRows(50, 'old')),
      'user-7': 'new',
    });
  });

  it('closes after the batch under way, and leaves log and store open', async () => {
    const replica = await test.start();
    await test.isReady.promise;
    test.watched.hold();
    await test.append([['a', '1']]);
    await test.watched.nextWriteBegins();
    const closed = replica.close();
    test.watched.release();
    await closed;
    await test.append([['b', '2']]);
    expect(await test.content()).toEqual({ a: '1' });
  });

  it('leaves out records without a key, which no row can have, and counts them', async () => {
    await test.append([
      ['nameless', 'x'],
      ['a', '1'],
    ]);
    await test.start({
      log: {
        endOffsets: (name) => test.log.endOffsets(name),
        // The embedded log refuses such records; another one may not.
        read: async function* (from, options) {
          for await (const { records, positions } of test.log.read(from, options)) {
            yield {
              positions,
              records: records.map((record) =>
                record.key?.toString() === 'nameless' ? { ...record, key: null } : record,
              ),
            };
          }
        },
      },
    });
    await test.isReady.promise;
    expect(await test.content()).toEqual({ a: '1' });
    expect(await test.metric('view_skipped_records_total')).toBe(1);
    expect(await test.metric('view_applied_records_total')).toBe(1);
  });

  it('makes the cache forget what it applied', async () => {
    const cache = new RowCache({ maxBytes: 1_000, metrics: createMetrics({ service: 'test' }) });
    await test.start({ cache });
    for (const value of ['1', '2']) {
      await test.append([['a', value]]);
      await test.applied();
      const read = async () => {
        const stored = await test.watched.store.get(Buffer.from('a'));
        const json = stored === undefined ? '' : valueOf(stored).toString();
        return { ...jsonText(json), partition: 0, offset: 0 };
      };
      expect((cache.get('a') ?? (await cache.load('a', read)))?.json).toBe(value);
    }
  });
});

describe('what is kept of a record', () => {
  it('is its offset, times and headers', async () => {
    await test.start();
    const beforeMs = Date.now();
    const [first, second] = await test.log.append([
      { topic, key: Buffer.from('a'), value: Buffer.from('1'), timestampMs: 5 },
      {
        topic,
        key: Buffer.from('a'),
        value: Buffer.from('2'),
        timestampMs: 7,
        headers: { h: 'x' },
      },
    ]);
    await test.applied();
    const stored = await test.watched.store.get(Buffer.from('a'));
    const record = recordOf(stored ?? Buffer.alloc(0));
    expect(record).toMatchObject({ offset: second?.offset, timestampMs: 7, headers: { h: 'x' } });
    expect(record.appliedMs).toBeGreaterThanOrEqual(beforeMs);
    expect(record.appliedMs).toBeLessThanOrEqual(Date.now());
    expect(second?.offset).toBe((first?.offset ?? NaN) + 1);
  });
});

describe('how far it is', () => {
  const partition = 1;
  const put = (n: number) => ({
    topic,
    partition,
    key: Buffer.from(`${n}`),
    value: Buffer.from('x'),
  });

  it('is told by position, age and what is left, and to those who wait', async () => {
    const replica = await test.start();
    await test.isReady.promise;
    expect(replica.partitionCount).toBe(3);
    expect(replica.position(partition)).toBeNull();
    const keys: (readonly string[] | null)[] = [];
    replica.onApplied((batch) => keys.push(batch));

    test.watched.hold();
    await test.log.append([put(1), put(2)]);
    await test.watched.nextWriteBegins();
    const ends = await test.log.endOffsets(topic);
    expect(replica.recordsLeft(ends)).toBe(2);
    const applied = new Promise<void>((resolve) => void replica.whenApplied(ends, resolve));
    expect(keys).toEqual([]);
    test.watched.release();
    await applied;
    expect(replica.recordsLeft(ends)).toBe(0);
    expect(replica.position(partition)).toBe('users-1@1');
    await test.applied();
    expect(keys.flat()).toEqual(['1', '2']);
  });

  it('is at most as old as the last look that it has reached', async () => {
    const replica = await test.start();
    await test.isReady.promise;
    while (replica.lagMs(partition) === null) await setImmediate();
    expect(replica.lagMs(partition)).toBeGreaterThanOrEqual(0);
  });
});

describe('readiness', () => {
  it('comes with the last record that the log had at the start, and stays', async () => {
    await test.append(manyRows(2_500, 'x'));
    test.watched.hold();
    await test.start();
    await test.watched.nextWriteBegins();
    expect(test.health).toEqual(['catching up with topic "users": 2500 records left']);

    test.watched.release();
    await test.isReady.promise;
    expect(Object.keys(await test.content())).toHaveLength(2_500);
    const waiting = test.health.slice(0, -1).map((line) => Number(/(\d+) records/.exec(line)?.[1]));
    expect(waiting).toEqual([...waiting].sort((a, b) => b - a));
    expect(waiting.at(-1)).toBeGreaterThan(0);

    await test.append([['late', 'x']]);
    await test.applied();
    expect(test.health.filter((line) => line.startsWith('ready'))).toEqual([
      'ready: has caught up with topic "users"',
    ]);
    expect(test.health.at(-1)).toMatch(/^ready/);
  });

  it('is there at once when nothing is left', async () => {
    await test.start();
    expect(test.health).toEqual(['ready: has caught up with topic "users"']);
  });
});

describe('what cannot go on', () => {
  it('is a store of another topic', async () => {
    await test.watched.store.write([], [{ topic: 'tweets', partition: 0, offset: 0 }]);
    await expect(test.start()).rejects.toMatchObject({
      code: 'STATE_MISMATCH',
      message:
        'The state in .data/view is of topic "tweets", not of "users". Delete .data/view and start again.',
    });
  });

  it('is a store that is ahead of the log, which was replaced', async () => {
    await test.watched.store.write([], [{ topic, partition: 1, offset: 7 }]);
    await expect(test.start()).rejects.toMatchObject({
      code: 'STATE_MISMATCH',
      message: expect.stringMatching(
        /the log was replaced\. Delete \.data\/view and start again\.$/,
      ),
    });
  });

  it('is a store in the layout of another version', async () => {
    await test.watched.store.write([{ key: Buffer.from('a'), value: Buffer.alloc(99) }], []);
    await expect(test.start()).rejects.toMatchObject({
      code: 'STATE_MISMATCH',
      message:
        'The state in .data/view has rows in the layout of another version. Delete .data/view and start again.',
    });
  });

  it('is a topic that nobody created', async () => {
    await expect(test.start({ topic: 'nothing' })).rejects.toMatchObject({ code: 'UNKNOWN_TOPIC' });
  });

  it('is a log that fails later: it is told once, and the view is no longer ready', async () => {
    await test.start({
      log: {
        endOffsets: (name) => test.log.endOffsets(name),
        // Reads as if the log had been replaced since the start.
        read: (from, options) =>
          test.log.read(
            from.map((at) => ({ ...at, offset: 99 })),
            options,
          ),
      },
    });
    expect(await test.failed.promise).toMatchObject({
      code: 'STATE_MISMATCH',
      message: expect.stringMatching(/^The state in \.data\/view is ahead of the log: .*Delete/),
    });
    expect(test.health.at(-1)).toBe('stopped by an error');
  });

  it('is a log that was closed first', async () => {
    await test.start();
    await test.isReady.promise;
    await test.log.close();
    expect(await test.failed.promise).toMatchObject({ code: 'READ_ENDED' });
    expect(test.health.at(-1)).toBe('stopped by an error');
  });

  it('is a store that fails', async () => {
    await test.start();
    await test.watched.store.close();
    await test.append([['a', '1']]);
    expect(await test.failed.promise).toMatchObject({ code: 'CLOSED' });
    expect(test.health.at(-1)).toBe('stopped by an error');
  });
});
