import { beforeEach, describe, expect, it } from '@jest/globals';
import { createMetrics } from '@user-information/observability';
import type { Metrics } from '@user-information/observability';
import type { Row } from './row.ts';
import { cacheKey, RowCache } from './row-cache.ts';
import { aRow, found, nothing, ofWritten, written } from './test-rows.ts';

let metrics: Metrics;
let cache: RowCache;

beforeEach(() => {
  metrics = createMetrics({ service: 'test' });
  cache = new RowCache({ maxBytes: 10_000, metrics });
});

/** A read of the store that ends when the test says so. */
function openRead() {
  const { promise, resolve, reject } = Promise.withResolvers<Row | undefined>();
  let count = 0;
  const read = () => {
    count += 1;
    return promise;
  };
  return { read, resolve, reject, count: () => count };
}

describe('RowCache', () => {
  it('keeps what was read', async () => {
    expect(await cache.load('a', () => found('1'))).toEqual(aRow('1'));
    expect(cache.get('a')).toEqual(aRow('1'));
    expect(cache.get('b')).toBeUndefined();
  });

  it('keeps nothing for an unknown key', async () => {
    expect(await cache.load('a', () => Promise.resolve(undefined))).toBeUndefined();
    expect(await cache.load('a', () => found('1'))).toEqual(aRow('1'));
  });

  it('reads once for all who ask meanwhile', async () => {
    const row = openRead();
    const answers = [cache.load('a', row.read), cache.load('a', row.read)];
    row.resolve(aRow('1'));
    expect(await Promise.all(answers)).toEqual([aRow('1'), aRow('1')]);
    expect(row.count()).toBe(1);
  });

  it('takes the bytes that were written for a row that was sent', async () => {
    await cache.load('a', () => found('1'));
    await cache.update(written('a', '2'), nothing);
    expect(cache.get('a')).toBeUndefined();
    expect(await cache.load('a', ofWritten)).toEqual(aRow('2'));
    expect(cache.get('a')).toEqual(aRow('2'));
  });

  it('takes the last of the values that were written', async () => {
    await cache.load('a', () => found('1'));
    await cache.load('b', () => found('1'));
    const writes = [...written('a', '2'), ...written('b', '2'), ...written('a', '3')];
    await cache.update([...writes, ...written('b')], nothing);
    expect(await cache.load('a', ofWritten)).toEqual(aRow('3'));
    expect(await cache.load('b', () => Promise.resolve(undefined))).toBeUndefined();
  });

  it('keeps no bytes of a row that nobody asked for since its last change', async () => {
    await cache.load('a', () => found('1'));
    await cache.update(written('a', '2'), nothing);
    await cache.update(written('a', '3'), nothing);
    await expect(cache.load('a', async (bytes) => ofWritten(bytes))).rejects.toThrow(RangeError);
  });

  it('keeps no bytes of a write that failed', async () => {
    await cache.load('a', () => found('1'));
    const fails = () => Promise.reject(new RangeError('broken'));
    await expect(cache.update(written('a', '2'), fails)).rejects.toThrow('broken');
    expect(await cache.load('a', (bytes) => found(bytes?.toString() ?? 'read'))).toEqual(
      aRow('read'),
    );
  });

  it('forgets what is changed', async () => {
    await cache.load('a', () => found('1'));
    await cache.load('b', () => found('1'));
    await cache.update(written('a'), nothing);
    expect(cache.get('a')).toBeUndefined();
    expect(cache.get('b')).toEqual(aRow('1'));
  });

  it('does not keep a row whose read began before a change and ended after it', async () => {
    const row = openRead();
    const answer = cache.load('a', row.read);
    await cache.update(written('a'), nothing);
    row.resolve(aRow('old'));
    expect(await answer).toEqual(aRow('old'));
    expect(cache.get('a')).toBeUndefined();
  });

  it('neither shares nor keeps a read that began during a change', async () => {
    const write = Promise.withResolvers<void>();
    const change = cache.update(written('a'), () => write.promise);
    const early = openRead();
    const late = openRead();
    const answers = [cache.load('a', early.read), cache.load('a', late.read)];
    late.resolve(aRow('new'));
    early.resolve(aRow('old'));
    expect(await Promise.all(answers)).toEqual([aRow('old'), aRow('new')]);
    write.resolve();
    await change;
    expect(cache.get('a')).toBeUndefined();
  });

  it('goes on after a read and a change that failed', async () => {
    const fails = () => Promise.reject(new RangeError('broken'));
    await expect(cache.load('a', fails)).rejects.toThrow('broken');
    await expect(cache.update(written('a'), fails)).rejects.toThrow('broken');
    await cache.load('a', () => found('1'));
    expect(cache.get('a')).toEqual(aRow('1'));
  });

  it('lets go of the row that was not asked for longest when it is full', async () => {
    const row = 'é'.repeat(1_500); // Counts as 3,251 bytes with its key: three rows fit.
    for (const key of ['a', 'b', 'c']) await cache.load(key, () => found(row));
    cache.get('a');
    await cache.load('d', () => found(row));
    expect(['a', 'b', 'c', 'd'].filter((key) => cache.get(key) !== undefined)).toEqual([
      'a',
      'c',
      'd',
    ]);
  });

  it('counts a byte for each character of a row that is all ASCII', async () => {
    const row = 'x'.repeat(3_000);
    for (const key of ['a', 'b', 'c']) await cache.load(key, () => found(row));
    expect(['a', 'b', 'c'].filter((key) => cache.get(key) === undefined)).toEqual([]);
  });

  it('makes room for bytes that are larger than the row that they replace', async () => {
    for (const key of ['a', 'b', 'c']) await cache.load(key, () => found('x'.repeat(3_000)));
    await cache.update(written('b', 'y'.repeat(5_000)), nothing);
    expect(cache.get('a')).toBeUndefined();
    expect(await cache.load('b', ofWritten)).toEqual(aRow('y'.repeat(5_000)));
  });

  it('keeps what it has when a row is larger than all of it', async () => {
    await cache.load('a', () => found('1'));
    await cache.load('b', () => found('x'.repeat(10_000)));
    expect(cache.get('b')).toBeUndefined();
    await cache.load('b', () => found('1'));
    await cache.update(written('b', 'x'.repeat(10_001)), nothing);
    expect(cache.get('a')).toEqual(aRow('1'));
  });

  it('counts hits and misses', async () => {
    await cache.load('a', () => found('1'));
    cache.get('a');
    cache.get('a');
    const text = await metrics.metrics();
    expect(text).toContain('view_row_cache_lookups_total{result="hit",service="test"} 2');
    expect(text).toContain('view_row_cache_lookups_total{result="miss",service="test"} 1');
  });
});

describe('cacheKey', () => {
  it('tells keys apart that are no UTF-8', () => {
    expect(cacheKey(Buffer.from([0xff]))).not.toBe(cacheKey(Buffer.from([0xfe])));
  });
});
