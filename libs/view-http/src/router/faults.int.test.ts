import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { partitionFor } from '@user-information/event-log';
import { ask } from '../conformance/client.ts';
import { aProblem, row } from '../conformance/suite.ts';
import { RoutedView } from './test-routed-view.ts';
import type { TestInstance } from './test-routed-view.ts';

let view: RoutedView;
let a: TestInstance;
let b: TestInstance;

beforeEach(async () => {
  view = await RoutedView.open();
  [a, b] = [await view.startInstance('a'), await view.startInstance('b')];
});

afterEach(() => view.close());

/** An id of each of the three partitions. */
const ids = [0, 1, 2].map((partition) => {
  let n = 0;
  while (partitionFor(Buffer.from(`id-${n}`), 3) !== partition) n += 1;
  return `id-${n}`;
}) as [string, string, string];

const rowOf = (partition: 0 | 1 | 2, query = '') =>
  ask(view.url, `/things/${ids[partition]}${query}`);

async function putAll(n: number): Promise<string> {
  return (await view.put(Object.fromEntries(ids.map((id) => [id, row(n)])))).join();
}

async function metric(name: string): Promise<number> {
  const lines = (await view.metrics.metrics()).split('\n').filter((line) => line.startsWith(name));
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

describe('while the owner of a partition is away', () => {
  it('a warm copy answers, marked as one, and no answer is older than one before', async () => {
    view.group.give({ [a.address]: [0, 2], [b.address]: [1] }, { [b.address]: [0, 2] });
    await view.startRouter();
    await view.isReady();
    let newest = await putAll(1);
    expect((await rowOf(0, `?after=${newest}`)).headers['x-view-copy']).toBeUndefined();

    const over = new AbortController();
    const client = async (): Promise<number> => {
      let asked = 0;
      for (let seen = 0; !over.signal.aborted; asked += 1) {
        const { body, status } = await rowOf(0);
        expect(status).toBe(200);
        const { count } = body as { count: number };
        expect(count).toBeGreaterThanOrEqual(seen);
        seen = count;
      }
      return asked;
    };
    const clients = [client(), client(), client()];
    await a.crash();
    for (let n = 2; n < 6; n += 1) {
      newest = await putAll(n);
      const answer = await rowOf(0, `?after=${newest}`);
      expect(answer).toMatchObject({ status: 200, body: row(n) });
      expect(answer.headers).toMatchObject({ 'x-view-copy': 'standby' });
      expect(Number(answer.headers['x-view-lag-ms'])).toBeLessThan(60_000);
    }
    // The group notices: it tells nothing while it shares anew, and then that b has all.
    view.group.give({ [a.address]: [], [b.address]: [] });
    for (const untilMs = performance.now() + 1_500; performance.now() < untilMs;) {
      expect(await rowOf(0)).toMatchObject({ status: 200 });
      expect(await rowOf(1)).toMatchObject({ status: 200 });
    }
    view.group.give({ [b.address]: [0, 1, 2] });
    while ((await rowOf(0)).headers['x-view-copy'] !== undefined) await setTimeout(20);
    over.abort();
    for (const asked of clients) expect(await asked).toBeGreaterThan(0);
    // Once each request at most, and not each: one that failed is asked last for a while.
    const [failed, retries] = [
      await metric('view_router_requests_total{result="failed"'),
      await metric('view_router_retries_total'),
    ];
    expect(failed).toBeGreaterThan(0);
    expect(retries).toBeLessThan(
      (await metric('view_router_requests_total{result="answered"')) / 2,
    );
    expect(view.failures).toEqual([]);
  });

  it('and there is no copy, its rows are 503, and the others are served', async () => {
    view.group.give({ [a.address]: [0, 2], [b.address]: [1] });
    await view.startRouter();
    await view.isReady();
    const newest = await putAll(1);
    expect(await rowOf(0, `?after=${newest}`)).toMatchObject({ status: 200 });
    await a.crash();
    const answer = await rowOf(0);
    expect(answer).toEqual(aProblem(503));
    expect(answer.headers['retry-after']).toBe('1');
    expect(await rowOf(1)).toMatchObject({ status: 200, body: row(1) });
    expect(await ask(view.url, '/health/ready')).toMatchObject({ status: 200 });
    expect(await ask(view.url, '/things')).toEqual(aProblem(503));

    const before = await metric('view_router_requests_total');
    const asked = 50;
    await Promise.all(Array.from({ length: asked }, () => rowOf(0)));
    // Positions are asked for meanwhile, of three partitions.
    expect((await metric('view_router_requests_total')) - before).toBeLessThan(2 * asked + 100);

    const again = await view.startInstance('a');
    view.group.give({ [again.address]: [0, 2], [b.address]: [1] });
    while ((await rowOf(0)).status !== 200) await setTimeout(20);
    expect(await rowOf(2)).toMatchObject({ body: row(1) });
  });
});

describe('a partition that moves', () => {
  it('is found where it is now, without a failed or an older answer', async () => {
    view.group.give({ [a.address]: [0, 1, 2] });
    await view.startRouter();
    await view.isReady();
    let newest = await putAll(1);
    for (let move = 2; move < 7; move += 1) {
      const [to, from] = move % 2 === 0 ? [b, a] : [a, b];
      // First a copy of it becomes warm, then it moves: as the assignor does.
      view.group.give({ [from.address]: [0, 1, 2] }, { [to.address]: [0] });
      newest = await putAll(move);
      expect(await rowOf(0, `?after=${newest}`)).toMatchObject({ status: 200, body: row(move) });
      view.group.give({ [from.address]: [1, 2], [to.address]: [0] });
      for (let turn = 0; turn < 20; turn += 1) {
        expect(await rowOf(0, `?after=${newest}`)).toMatchObject({ status: 200, body: row(move) });
        expect(await rowOf(1)).toMatchObject({ status: 200 });
      }
    }
    expect(view.failures).toEqual([]);
  });
});

describe('an instance', () => {
  it('goes on where its copy was, and tells routers what it does not have', async () => {
    view.group.give({ [a.address]: [0], [b.address]: [1, 2] });
    await view.startRouter();
    await view.isReady();
    await rowOf(0, `?after=${await putAll(1)}`);
    for (const [path, body] of [
      ['/partitions/1', undefined],
      ['/partitions/1/read', '{"keys":[]}'],
      ['/partitions/9/page', '{"after":null,"limit":1}'],
    ] as const) {
      const headers = { 'content-type': 'application/json' };
      const post = body === undefined ? {} : { method: 'POST', headers, body };
      expect(await ask(`http://${a.address}`, path, post)).toEqual(aProblem(421));
    }
    expect(await ask(`http://${a.address}`, '/partitions/x')).toEqual(aProblem(400));
    expect(a.health.status()).toMatchObject({ ready: true });
    await a.crash();
    const again = await view.startInstance('a');
    view.group.give({ [again.address]: [0], [b.address]: [1, 2] });
    while ((await rowOf(0)).status !== 200) await setTimeout(20);
    expect(await rowOf(0)).toMatchObject({ body: row(1) });
  });
});
