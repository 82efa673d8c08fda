import { beforeEach, describe, expect, it } from '@jest/globals';
import { createMetrics } from '@user-information/observability';
import type { Entry } from '@user-information/state-store';
import { RowCache } from './row-cache.ts';
import { aRow, found, nothing, ofWritten, written } from './test-rows.ts';

let cache: RowCache;

beforeEach(() => {
  cache = new RowCache({ maxBytes: 10_000, metrics: createMetrics({ service: 'test' }) });
});

describe('a cache that is filled from a snapshot', () => {
  const entry = (key: string, value: string) => ({
    key: Buffer.from(key),
    value: Buffer.from(value),
  });
  /** Entries of a snapshot; before it comes to the second, this happens. */
  async function* snapshot(entries: readonly Entry[], between = nothing) {
    for (const [at, each] of entries.entries()) {
      if (at === 1) await between();
      yield each;
    }
  }
  async function drain(entries: AsyncIterable<Entry>) {
    const drained: Entry[] = [];
    for await (const each of entries) drained.push(each);
    return drained;
  }

  it('has what was in the snapshot, and passes it on', async () => {
    const entries = [entry('a', '1'), entry('b', '2')];
    expect(await drain(cache.fillFrom(snapshot(entries)))).toEqual(entries);
    expect(await cache.load('b', ofWritten)).toEqual(aRow('2'));
    expect(['a', 'b', 'c'].map((key) => cache.has(key))).toEqual([true, true, false]);
  });

  it('leaves alone what was changed or deleted since, or is there', async () => {
    const entries = ['a', 'b', 'c', 'd'].map((key) => entry(key, 'old'));
    await cache.load('d', () => found('newer'));
    const between = () =>
      cache.update([...written('a', '2'), ...written('b'), ...written('c', '2')], nothing);
    await drain(cache.fillFrom(snapshot(entries, between)));
    expect(['a', 'b', 'c', 'd'].map((key) => cache.has(key))).toEqual([false, false, false, true]);
    expect(cache.get('d')).toEqual(aRow('newer'));
  });

  it('lets go of nothing for it', async () => {
    await cache.load('a', () => found('x'.repeat(3_000)));
    const entries = ['b', 'c', 'd'].map((key) => entry(key, 'x'.repeat(3_000)));
    expect(await drain(cache.fillFrom(snapshot(entries)))).toHaveLength(3);
    expect(['a', 'b', 'c', 'd'].map((key) => cache.has(key))).toEqual([true, true, true, false]);
  });

  it('takes what was changed before, from another snapshot', async () => {
    const left = cache.fillFrom(snapshot([entry('a', '1'), entry('b', '2')]));
    for await (const each of left) {
      await cache.update(written(each.key.toString()), nothing);
      break;
    }
    await drain(cache.fillFrom(snapshot([entry('a', '3')])));
    expect(await cache.load('a', ofWritten)).toEqual(aRow('3'));
  });

  it('passes on what it keeps nothing of', async () => {
    cache = new RowCache({ maxBytes: 0, metrics: createMetrics({ service: 'test' }) });
    const entries = [entry('a', '1')];
    expect(await drain(cache.fillFrom(snapshot(entries)))).toEqual(entries);
    expect(cache.has('a')).toBe(false);
  });
});
