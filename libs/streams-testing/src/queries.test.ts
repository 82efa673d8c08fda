import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { partitionFor } from '@user-information/event-log';
import { randomStream } from '@user-information/simulation';
import type { QueryableStores, StoredRange } from '@user-information/state-store';
import { sourceTopics } from '@user-information/streams';
import { MemoryCluster } from './cluster/memory-cluster.ts';
import { TestInstance } from './cluster/test-instance.ts';
import { put, remove } from './scenario.ts';
import { settled } from './settled.ts';
import { accounts, calls, customers, nothing, orders, shop, visits } from './test-shop.ts';

const partitions = 3;
let cluster: MemoryCluster;
let instance: TestInstance;
let stores: QueryableStores;

beforeEach(async () => {
  cluster = new MemoryCluster(randomStream(1, 'queries')(0));
  const topics = [customers, orders, visits, calls, accounts];
  cluster.log.create(topics.map(({ name }) => ({ name, kind: 'changelog', partitions })));
  instance = new TestInstance(cluster, shop);
  instance.start();
  stores = (await instance.stores())!;
  await happen(); // Until all tasks are restored.
});
afterEach(() => instance.stop());

async function happen(...records: Parameters<MemoryCluster['log']['append']>[0]): Promise<void> {
  cluster.log.append(records);
  await settled(cluster.client(), shop.applicationId, sourceTopics(shop));
  // What is committed is written to the state in the turns that follow.
  for (let turn = 0; turn < 100; turn += 1) await new Promise(setImmediate);
}

const home = (key: string) => partitionFor(Buffer.from(key), partitions);
const get = (key: string) => stores.partition('accounts', home(key))?.get(Buffer.from(key));

async function keys(partition: number, range?: StoredRange): Promise<string[]> {
  const found: string[] = [];
  for await (const { key } of stores.partition('accounts', partition)!.range(range)) {
    found.push(key.toString());
  }
  return found;
}

describe('the stores of a running topology', () => {
  it('are its views, and not what it keeps for its own use', () => {
    expect(stores.stores).toEqual([{ name: 'accounts', partitions }]);
    expect(stores.assigned()).toEqual([0, 1, 2]);
    expect(stores.partition('orders-contributions', 0)).toBeUndefined();
    expect(stores.partition('accounts', 3)).toBeUndefined();
  });

  it('have each entry as it is published', async () => {
    await happen(put(customers, 'ann', { name: 'Ann' }));
    expect(await get('ann')).toEqual({ ...nothing, name: 'Ann' });
    await happen(put(orders, 'o1', { customerId: 'ann', amount: 5 }));
    expect(await get('ann')).toEqual({ ...nothing, name: 'Ann', orders: 1, spent: 5 });
    await happen(remove(customers, 'ann'));
    expect(await get('ann')).toBeUndefined();
  });

  it('leave out what waits for its row, and count it not', async () => {
    await happen(put(orders, 'o1', { customerId: 'ann', amount: 5 }));
    expect(await get('ann')).toBeUndefined();
    expect(await keys(home('ann'))).toEqual([]);
    expect(await stores.partition('accounts', home('ann'))?.approximateCount()).toBe(0);
  });

  it('are read in key order, within bounds', async () => {
    const names = Array.from({ length: 40 }, (_, n) => `c${String(n).padStart(2, '0')}`);
    await happen(...names.map((name) => put(customers, name, { name })));
    for (let partition = 0; partition < partitions; partition += 1) {
      const here = names.filter((name) => home(name) === partition);
      expect(await keys(partition)).toEqual(here);
      const found = stores.partition('accounts', partition);
      expect(await found?.approximateCount()).toBe(here.length);
      const [gte, lte] = [Buffer.from('c10'), Buffer.from('c20')];
      const within = here.filter((name) => name >= 'c10' && name <= 'c20');
      expect(await keys(partition, { gte, lte })).toEqual(within);
      const [lowest = ''] = within;
      expect(await keys(partition, { gte, gt: Buffer.from(lowest), lte })).toEqual(within.slice(1));
    }
  });

  it('are not to be read any more when their task is gone', async () => {
    expect(stores.partition('accounts', 0)).toBeDefined();
    await instance.stop();
    expect(stores.partition('accounts', 0)).toBeUndefined();
  });
});
