import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { manyRows, TestReplica, topic } from './test-replica.ts';

let test: TestReplica;

beforeEach(async () => {
  test = await TestReplica.open();
});

afterEach(() => test.close());

describe('metrics', () => {
  it('time updates from their timestamp, and not those of catching up', async () => {
    await test.append(manyRows(10, 'x'), Date.now() - 3_600_000);
    const replica = await test.start();
    await test.isReady.promise;
    expect(await test.metric('view_update_latency_seconds_count')).toBe(0);
    expect(await test.metric('view_applied_records_total')).toBe(10);
    expect(replica.takeSummary()).toEqual({ appliedCount: 10, updateLatencyP95Ms: null });

    await test.append(
      [
        ['a', '1'],
        ['b', '1'],
      ],
      Date.now() - 5_000,
    );
    await test.append([['c', '1']], Date.now() + 3_600_000); // A clock that is ahead.
    await test.applied();
    expect(await test.metric('view_update_latency_seconds_count')).toBe(3);
    expect(await test.metric('view_update_latency_seconds_sum')).toBeGreaterThanOrEqual(10);
    expect(await test.metric('view_update_latency_seconds_sum')).toBeLessThan(1_000);
    const { appliedCount, updateLatencyP95Ms } = replica.takeSummary();
    expect(appliedCount).toBe(3);
    expect(updateLatencyP95Ms).toBeGreaterThanOrEqual(5_000);
  });

  it('tell how far behind a stuck replica is', async () => {
    await test.start();
    await test.isReady.promise;
    expect(await test.metric('view_lag_records')).toBe(0);
    expect(await test.metric('view_lag_seconds')).toBe(0);

    test.watched.hold();
    await test.append(manyRows(20, 'x'), Date.now() - 60_000);
    await test.watched.nextWriteBegins();
    expect(await test.metric('view_lag_records')).toBe(20);
    expect(await test.metric('view_lag_seconds')).toBeGreaterThanOrEqual(60);

    test.watched.release();
    await test.applied();
    expect(await test.metric('view_lag_records')).toBe(0);
    expect(await test.metric('view_lag_seconds')).toBe(0);
  });

  it('count rows exactly, however often they were written', async () => {
    await test.append(manyRows(10, 'x'));
    const replica = await test.start();
    await test.isReady.promise;
    while (replica.rowCount() === null) await setImmediate();
    for (const value of ['1', '2', '3']) await test.append(manyRows(12, value));
    await test.append([['user-0', null]]);
    await test.applied();
    expect(replica.rowCount()).toBe(11);
    expect(await test.metric('view_rows')).toBe(11);
  });

  it('stay what they were when the log cannot be asked', async () => {
    await test.start({
      log: {
        read: (from, options) => test.log.read(from, options),
        endOffsets: once(() => test.log.endOffsets(topic)),
      },
    });
    await test.isReady.promise;
    expect(await test.metric('view_applied_records_total')).toBe(0);
  });
});

/** Answers the first time, and fails from then on. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
  let isFirst = true;
  return () => {
    if (!isFirst) return Promise.reject(new RangeError('no log'));
    isFirst = false;
    return work();
  };
}
