import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { ask } from '../conformance/client.ts';
import { EventReader } from '../conformance/event-reader.ts';
import { aProblem, row } from '../conformance/suite.ts';
import { RedisView } from './test-redis-view.ts';

let view: RedisView;
afterEach(() => view.close());

const away = aProblem(503);

/** Updates, deletions and returns of rows; the count of `hot` only grows. Resolves with the last. */
async function writeUntil(signal: AbortSignal): Promise<number> {
  let round = 0;
  while (!signal.aborted) {
    round += 1;
    const others = Array.from({ length: 30 }, (_, n) => {
      const id = `id-${(round * 37 + n * 101) % 400}`;
      return [id, (round + n) % 7 === 0 ? null : row(round)] as const;
    });
    await view.put({ ...Object.fromEntries(others), hot: row(round) });
    await setTimeout(2);
  }
  return round;
}

/** Asks again and again: what was seen is never seen older, and whoever is told nothing is told why. */
async function watchHot(signal: AbortSignal): Promise<number> {
  let newest = 0;
  while (!signal.aborted) {
    const { body, headers, status } = await ask(view.url, '/things/hot');
    if (status === 503) {
      expect(headers['retry-after']).toBe('1');
      continue;
    }
    expect(status).toBe(200);
    const { count } = body as { count: number };
    expect(count).toBeGreaterThanOrEqual(newest);
    newest = count;
  }
  return newest;
}

async function isAsTheTopic(): Promise<void> {
  const ends = (await view.topic.log.endOffsets('things')).filter(({ offset }) => offset > 0);
  const after = ends.map(({ partition, offset }) => `things-${partition}@${offset - 1}`).join();
  const path = `/things?limit=1&after=${after}&waitMs=10000`;
  while ((await ask(view.url, path)).status !== 200);
  expect(await view.rows()).toEqual(await view.recount());
}

describe('a view in Redis', () => {
  it('is its topic, after kill -9 of a Redis that keeps its data, again and again', async () => {
    view = await RedisView.start({ isDurable: true });
    await view.put({ hot: row(0) });
    await isAsTheTopic();
    const over = new AbortController();
    const written = writeUntil(over.signal);
    const watchers = [watchHot(over.signal), watchHot(over.signal)];
    for (let kill = 0; kill < 4; kill += 1) {
      await setTimeout(200);
      await view.redis.kill();
      expect(await ask(view.url, '/things/hot')).toEqual(away);
      await view.redis.start();
      await view.isReady();
    }
    over.abort();
    expect(await written).toBeGreaterThan(0);
    for (const watcher of watchers) expect(await watcher).toBeGreaterThan(0);
    await isAsTheTopic();
    expect(view.failures).toEqual([]);
    expect(await view.sinkMetrics.metrics()).toContain(
      'view_sink_losses_total{topic="things",service="sink"} 0',
    );
  });

  it('is filled again by itself when Redis lost it all', async () => {
    view = await RedisView.start();
    await view.put({ hot: row(0) });
    await isAsTheTopic();
    const over = new AbortController();
    const written = writeUntil(over.signal);
    const watcher = watchHot(over.signal);
    for (let kill = 0; kill < 3; kill += 1) {
      await setTimeout(200);
      await view.redis.kill();
      await view.redis.start();
      await view.isReady();
    }
    over.abort();
    await Promise.all([written, watcher]);
    await isAsTheTopic();
    expect(view.failures).toEqual([]);
  });

  it('is filled again though nothing happens in the topic, and shown only when it is whole', async () => {
    view = await RedisView.start();
    await view.put(Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`id-${n}`, row(n)])));
    await isAsTheTopic();
    const release = await view.hold();
    await view.redis.kill();
    await view.redis.start();
    // Empty, and nobody may take it for the view: neither rows nor their absence.
    while ((await ask(view.url, '/health/ready')).status !== 503);
    for (let turn = 0; turn < 50; turn += 1) {
      expect(await ask(view.url, '/things/id-1')).toEqual(away);
      expect(await ask(view.url, '/things/none')).toEqual(away);
      expect(await ask(view.url, '/things')).toEqual(away);
    }
    release();
    await view.isReady();
    expect(await view.rows()).toEqual(await view.recount());
    expect(await view.sinkMetrics.metrics()).toMatch(/view_sink_losses_total\S+ [1-9]/);
  });

  it('goes on where it was when its sink is started again, and by two servers alike', async () => {
    view = await RedisView.start();
    const first = view.url;
    await view.put({ a: row(1), b: row(2), c: row(3) });
    await isAsTheTopic();
    await view.stopSink();
    await view.put({ a: row(4), b: null });
    const second = await view.serve();
    expect(await ask(second, '/things/a')).toEqual(aProblem(503, /catching up/));
    expect(await ask(first, '/things/a')).toMatchObject({ status: 200, body: row(1) });
    await view.startSink();
    await view.isReady(second);
    await isAsTheTopic();
    expect(await view.rows(first)).toEqual(await view.rows(second));
    // Not from the start: a and the deletion of b.
    expect(await view.sinkMetrics.metrics()).toMatch(/view_sink_rows_total\S+ 2\n/);
  });
});

describe('who follows a row', () => {
  it('is told what changed while Redis was away', async () => {
    view = await RedisView.start({ isDurable: true });
    await view.put({ a: row(1) });
    await isAsTheTopic();
    const reader = await EventReader.open(view.url, '/things/a/events');
    expect(await reader.next()).toMatchObject({ name: 'row', data: row(1) });
    await view.redis.kill();
    await view.put({ a: row(2) });
    await view.redis.start();
    expect(await reader.next()).toMatchObject({ name: 'row', data: row(2) });
    reader.close();
  });
});

describe('a Redis that says nothing', () => {
  it('is told of in time, and waited for', async () => {
    view = await RedisView.start();
    await view.put({ a: row(1) });
    await isAsTheTopic();
    view.redis.pause();
    expect(await ask(view.url, '/things/a')).toEqual(away);
    await view.put({ a: row(2) });
    view.redis.resume();
    await view.isReady();
    await isAsTheTopic();
    expect(view.failures).toEqual([]);
  });
});

describe('a sink', () => {
  it('says that it cannot write', async () => {
    view = await RedisView.start();
    await view.redis.kill();
    await view.put({ a: row(1) });
    while (view.sinkHealth.status().ready) await setTimeout(5);
    expect(view.sinkHealth.status().components['sink']?.detail).toMatch(/can't be used/);
    await view.redis.start();
    while (!view.sinkHealth.status().ready) await setTimeout(5);
    await isAsTheTopic();
  });

  it('stops at a Redis that is ahead of the log, which was replaced', async () => {
    view = await RedisView.open();
    const store = view.openStore();
    await store.write({ partition: 0, fromOffset: 0, toOffset: 1_000, writes: [] });
    await view.startSink();
    while (view.failures.length === 0) await setTimeout(5);
    expect(view.failures).toEqual([
      expect.objectContaining({
        code: 'STATE_MISMATCH',
        message: expect.stringMatching(/Delete view:\{things:\* in Redis at redis:\S+ and start/),
      }),
    ]);
  });
});
