import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePorts, startKafka } from '@user-information/servers';
import type { Kafka } from '@user-information/servers';
import type { Answer } from './test-instance.ts';
import { TestInstance } from './test-instance.ts';

const customerIds = Array.from({ length: 12 }, (_, n) => `customer-${n}`);

let kafka: Kafka;
let folder: string;
let instances: readonly TestInstance[];
/** How many orders each customer has placed. */
const placed = new Map<string, number>();

beforeAll(async () => {
  kafka = await startKafka();
  folder = await mkdtemp(join(tmpdir(), 'food-orders-'));
  const ports = await freePorts(3);
  const env = { EVENT_LOG: 'kafka', KAFKA_BROKERS: kafka.brokers, STANDBY_REPLICAS: '1' };
  instances = ports.map((port) => new TestInstance(folder, port, env));
  for (const instance of instances) instance.start();
  await Promise.all(instances.map((instance) => instance.ready()));
  await Promise.all(instances.map(isShared));
});

afterAll(async () => {
  await Promise.all(instances.map((instance) => instance.stop('SIGKILL')));
  await kafka.remove();
  await rm(folder, { recursive: true });
});

/** Waits until each of the three is known to have its part of both stores. */
async function isShared(instance: TestInstance): Promise<void> {
  await instance.until('/metadata', ({ body }) => {
    const known = (body['result'] ?? []) as readonly Record<string, readonly string[]>[];
    return known.filter((it) => it['state-store-names']?.length === 2).length === 3;
  });
}

async function placeOrders(through: readonly TestInstance[], count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const id = customerIds[(n * n) % customerIds.length]!;
    expect((await through[n % through.length]!.order(id, `food-${n}`)).status).toBe(201);
    placed.set(id, (placed.get(id) ?? 0) + 1);
  }
}

/** Waits until every instance answers rightly for every customer; fails for a count too high. */
async function areRight(asked: readonly TestInstance[]): Promise<void> {
  for (const instance of asked) {
    for (const [id, count] of placed) {
      const path = `/stores/order-count/get/${id}`;
      const { body } = await instance.until(
        path,
        (answer) => Number(answer.body['response']) >= count,
      );
      expect({ id, ...body }).toEqual({ id, response: count });
    }
  }
}

async function ownerOf(id: string): Promise<TestInstance> {
  const { body } = await instances[0]!.ask(`/metadata/stores/order-count/key/${id}`);
  const { port } = body['result'] as { readonly port: number };
  return instances.find(({ address }) => address.endsWith(`:${port}`))!;
}

describe('three instances of food-orders', () => {
  it('answer for any key, whichever of them is asked', async () => {
    for (const [n, id] of customerIds.entries()) {
      expect((await instances[n % 3]!.putCustomer(id, `Name ${n}`)).status).toBe(200);
    }
    await placeOrders(instances, 60);
    await areRight(instances);
    const owners = new Set<TestInstance>();
    for (const id of customerIds) owners.add(await ownerOf(id));
    expect(owners.size).toBe(3);
    for (const instance of instances) {
      for (const [n, id] of customerIds.entries()) {
        const { body } = await instance.ask(`/stores/customer-v1-changelog/get/${id}`);
        expect(body).toEqual({ response: `Name ${n}` });
      }
    }
  });

  it('list and count what all of them have, and each what it has itself', async () => {
    const all = [...placed].map(([key, value]) => ({ key, value }));
    all.sort((a, b) => (a.key < b.key ? -1 : 1));
    const local: unknown[] = [];
    for (const instance of instances) {
      const cluster = await instance.ask('/stores/order-count/all?scope=cluster');
      expect(cluster.body).toEqual({ result: all, next: null });
      const count = '/stores/order-count/approximate-num-entries?scope=cluster';
      await instance.until(count, ({ body }) => body['result'] === all.length);
      const { body } = await instance.ask('/stores/order-count/all');
      local.push(...(body['result'] as readonly unknown[]));
    }
    expect(local).toHaveLength(all.length);
    expect(local).toEqual(expect.arrayContaining(all));
  });

  it('never answer wrongly when one is killed, and all of it again once its work is taken over', async () => {
    const [id = ''] = placed.keys();
    const victim = await ownerOf(id);
    const others = instances.filter((instance) => instance !== victim);
    const path = `/stores/order-count/get/${id}`;
    const before = { response: placed.get(id) };
    await victim.stop('SIGKILL');
    const first: Answer = await others[0]!.ask(path);
    expect(first.status).toBe(502);
    const stale = await others[0]!.ask(`${path}?stale=true`);
    expect(stale).toEqual({ status: 200, staleBy: '0', body: before });
    const away = await others[0]!.until(path, ({ status, body }) => {
      if (status === 200) expect(body).toEqual(before);
      else expect([502, 503]).toContain(status);
      return status === 200;
    });
    expect(away.staleBy).toBeNull();
    await placeOrders(others, 40);
    await areRight(others);
    victim.start();
    await victim.ready();
    await Promise.all(instances.map(isShared));
    await areRight(instances);
  });
});
