import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Asked } from './test-asking.ts';
import { aProblem, ask } from './test-asking.ts';
import type { TestGroup } from './test-instances.ts';
import { partitionOf, startTwo, TestInstance } from './test-instances.ts';

let group: TestGroup;
let first: TestInstance;
let second: TestInstance;

beforeEach(async () => {
  ({ group, first, second } = await startTwo());
});

afterEach(async () => {
  for (const instance of group.instances) await instance.close();
});

describe('all and range', () => {
  const entries = (keys: readonly string[]) =>
    [...keys].sort().map((it) => ({ key: it, value: group.entries.get(it) }));

  it('has what is here, in key order', async () => {
    const here = [...group.keysOf(0), ...group.keysOf(2)];
    const { status, body } = await ask(first, '/stores/counts/all');
    expect({ status, body }).toEqual({ status: 200, body: { result: entries(here), next: null } });
  });

  it('has what all have for ?scope=cluster, from any instance', async () => {
    const third = await TestInstance.start(group, []);
    for (const instance of [first, second, third]) {
      const { body } = await ask(instance, '/stores/counts/all?scope=cluster');
      expect(body).toEqual({ result: entries([...group.entries.keys()]), next: null });
    }
  });

  it('has each entry once when one follows next', async () => {
    for (const scope of ['local', 'cluster']) {
      const seen: unknown[] = [];
      let path: string | null = `/stores/counts/range?limit=4&from=k03&to=k27&scope=${scope}`;
      while (path !== null) {
        const { body }: Asked = await ask(second, path);
        const result = body['result'] as unknown[];
        expect(result.length).toBeLessThanOrEqual(4);
        seen.push(...result);
        path = body['next'] as string | null;
      }
      const inRange = [...group.entries.keys()].filter((it) => it >= 'k03' && it <= 'k27');
      const wanted = scope === 'local' ? inRange.filter((it) => partitionOf(it) === 1) : inRange;
      expect(seen).toEqual(entries(wanted));
    }
  });

  it('pages through another instance, too', async () => {
    for (let n = 0; n < 3_000; n += 1) group.entries.set(`m${n}`, { n });
    const { body } = await ask(second, '/stores/counts/all?scope=cluster&limit=10000');
    expect(body['result']).toHaveLength(3_030);
    expect(body['next']).toBeNull();
  });

  it('is open where no bound is given, and empty where there is nothing', async () => {
    const { body } = await ask(first, '/stores/counts/range?scope=cluster&from=k28');
    expect(body).toEqual({ result: entries(['k28', 'k29']), next: null });
    expect((await ask(first, '/stores/counts/range?from=z')).body).toEqual({
      result: [],
      next: null,
    });
    const third = await TestInstance.start(group, []);
    expect((await ask(third, '/stores/counts/all')).body).toEqual({ result: [], next: null });
  });

  it('answers HEAD', async () => {
    const response = await fetch(`${first.url}/stores/counts/all`, { method: 'HEAD' });
    expect({ status: response.status, text: await response.text() }).toEqual({
      status: 200,
      text: '',
    });
  });

  it('leaves out keys that nobody can ask for', async () => {
    group.entries.set('k00\n', 1);
    const { body } = await ask(first, '/stores/counts/range?scope=cluster&to=k01');
    expect(body['result']).toEqual(entries(['k00', 'k01']));
  });

  it.each([
    'limit=0',
    'limit=10001',
    'limit=x',
    'limit=1&limit=2',
    'scope=all',
    'after=%00',
    'from=%0a',
    'partitions=x',
    'partitions=3',
  ])('is 400 for ?%s', async (query) => {
    expect(await ask(first, `/stores/counts/range?${query}`)).toEqual(aProblem(400, /./));
  });

  it('is 503 rather than a part of it', async () => {
    first.restoring.add(2);
    const cluster = '/stores/counts/all?scope=cluster';
    expect(await ask(first, '/stores/counts/all')).toEqual(aProblem(503, /Partition 2/));
    expect(await ask(first, cluster)).toEqual(aProblem(503, /Partition 2/));
    expect(await ask(second, cluster)).toEqual(aProblem(503, /Partition 2/));
    first.isAssigned = false;
    expect(await ask(first, '/stores/counts/all')).toEqual(aProblem(503, /Ask again/));
  });

  it('is 502 when an instance cannot be reached', async () => {
    await second.close();
    expect(await ask(first, '/stores/counts/all?scope=cluster')).toEqual(
      aProblem(502, /cannot be reached/),
    );
  });

  it('breaks off when a store is moved in the midst of it, instead of ending well', async () => {
    for (let n = 0; n < 3_000; n += 1) group.entries.set(`m${n}`, 'x'.repeat(100));
    first.closesAfter = 700;
    const response = await fetch(`${first.url}/stores/counts/all?limit=5000`);
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
    first.closesAfter = 0;
    expect(await ask(first, '/stores/counts/all')).toEqual(aProblem(503, /being moved/));
  });

  it('sends so many pages at a time, and more when one has ended or gone away', async () => {
    const busy = await TestInstance.start(group, [0], { pages: 1 });
    const reading = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    busy.onRead = () => {
      reading.resolve();
      return release.promise;
    };
    const underWay = ask(busy, '/stores/counts/all');
    await reading.promise;
    expect(await ask(busy, '/stores/counts/all')).toEqual(aProblem(503, /1 pages are being sent/));
    release.resolve();
    expect(await underWay).toMatchObject({ status: 200 });

    for (let n = 0; n < 30_000; n += 1) group.entries.set(`m${n}`, 'x'.repeat(1_000));
    const asked = request(`${busy.url}/stores/counts/all?limit=10000`).end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    expect(await ask(busy, '/stores/counts/all')).toMatchObject({ status: 503 });
    response.destroy();
    for (let status = 503; status !== 200;) {
      ({ status } = await ask(busy, '/stores/counts/all?limit=1'));
    }
  });
});

describe('approximate-num-entries', () => {
  it('counts what is here, or everywhere', async () => {
    const count = async (instance: TestInstance, query = '') =>
      (await ask(instance, `/stores/counts/approximate-num-entries${query}`)).body;
    expect(await count(second)).toEqual({ result: group.keysOf(1).length });
    expect(await count(second, '?scope=cluster')).toEqual({ result: 30 });
    expect(await count(first, '?partitions=2')).toEqual({ result: group.keysOf(2).length });
  });
});
