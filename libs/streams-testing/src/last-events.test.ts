import { describe, expect, it } from '@jest/globals';
import { lastEventsOf } from '@user-information/event-log';
import type { LogRecord, NewRecord } from '@user-information/event-log';
import { TaskProcessor, TaskStorePartition, storeDecoders } from '@user-information/streams';
import { MemoryStateStore } from './memory-state-store.ts';
import { put, remove } from './scenario.ts';
import { accounts, calls, customers, orders, shop, visits } from './test-shop.ts';

const repartition = 'shop-accounts-repartition';
const happenedMs = Date.UTC(2020, 1, 29);

/** One task, that reads what it sends to its repartition topic in the next batch. */
class Task {
  readonly store = new MemoryStateStore();
  #processor = this.#start(true);
  #offset = 0;

  restart(tellLastEvents = true): void {
    this.#processor = this.#start(tellLastEvents);
  }

  /** The rows that it publishes. */
  async work(...records: readonly NewRecord[]): Promise<readonly NewRecord[]> {
    const sent = await this.#process(records.map((record) => this.#read(record)));
    const changes = sent.filter(({ topic }) => topic === repartition);
    const later = await this.#process(changes.map((change) => this.#read(change)));
    return [...sent, ...later].filter(({ topic }) => topic === accounts.name);
  }

  #start(tellLastEvents: boolean): TaskProcessor {
    return new TaskProcessor(shop, 0, this.store, { tellLastEvents });
  }

  async #process(records: readonly LogRecord[]): Promise<readonly NewRecord[]> {
    const step = await this.#processor.process(records);
    await this.store.write(step.writes, []);
    return step.records;
  }

  #read(record: NewRecord): LogRecord {
    const [offset, headers] = [this.#offset++, record.headers ?? {}];
    return { ...record, partition: 0, offset, timestampMs: happenedMs + offset, headers };
  }
}

const ann = put(customers, 'ann', { name: 'Ann' });
const order = (id: string, amount = 1) => put(orders, id, { customerId: 'ann', amount });
const told = (rows: readonly NewRecord[]) => {
  expect(rows).toHaveLength(1);
  const events = [...lastEventsOf(rows[0]?.headers ?? {})];
  return Object.fromEntries(events.map(([input, { position }]) => [input, position]));
};

describe('the last events that a row tells', () => {
  it('are of each input by its name, the newest that is in it', async () => {
    const task = new Task();
    expect(told(await task.work(ann))).toEqual({ customers: 'customers-0@0' });
    expect(told(await task.work(order('o1'), order('o2')))).toEqual({
      customers: 'customers-0@0',
      count: 'orders-0@2',
      sum: 'orders-0@2',
    });
    await task.work(put(visits, 'ann', { page: 'home' }));
    expect(told(await task.work(put(calls, 'c1', { from: 'ann', minutes: 1 })))).toEqual({
      customers: 'customers-0@0',
      count: 'orders-0@2',
      sum: 'orders-0@2',
      visits: 'visits-0@4',
      'by-caller': 'calls-0@5',
    });
  });

  it('say when the event happened, and when it was applied', async () => {
    const task = new Task();
    await task.work(ann);
    const beforeMs = Date.now();
    const [row] = await task.work(order('o1'));
    const { count } = Object.fromEntries(lastEventsOf(row?.headers ?? {}));
    expect(count?.happenedMs).toBe(happenedMs + 1);
    expect(count?.appliedMs).toBeGreaterThanOrEqual(beforeMs);
    expect(count?.appliedMs).toBeLessThanOrEqual(Date.now());
  });

  it('are of what was taken back, too, and not of what changed nothing', async () => {
    const task = new Task();
    await task.work(ann, order('o1', 5));
    // The count stays, the sum does not.
    expect(told(await task.work(order('o1', 7)))).toMatchObject({
      count: 'orders-0@1',
      sum: 'orders-0@3',
    });
    expect(told(await task.work(remove(orders, 'o1')))).toMatchObject({ count: 'orders-0@5' });
    expect(await task.work(ann, order('o2'), remove(orders, 'o2'))).toEqual([]);
    const later = await task.work(put(visits, 'ann', { page: 'home' }));
    expect(told(later)).toMatchObject({ customers: 'customers-0@0', count: 'orders-0@5' });
  });

  it('are remembered over a restart, and by a task that did not tell them', async () => {
    const task = new Task();
    await task.work(ann);
    task.restart();
    expect(Object.keys(told(await task.work(order('o1'))))).toEqual(['customers', 'count', 'sum']);
    task.restart();
    const got = () =>
      new TaskStorePartition({
        name: accounts.name,
        readable: { role: 'active', store: task.store },
        decoder: storeDecoders(shop).get(accounts.name)!,
        recordsBehind: async () => 0,
      }).get(Buffer.from('ann'));
    expect(await got()).toMatchObject({ name: 'Ann', orders: 1 });
  });

  it('are none where they are not asked for, and begin when they are', async () => {
    const task = new Task();
    task.restart(false);
    const [row] = await task.work(ann);
    expect(row).not.toHaveProperty('headers');
    const [counted] = await task.work(order('o1'));
    expect(counted).not.toHaveProperty('headers');
    task.restart(true);
    expect(Object.keys(told(await task.work(order('o2'))))).toEqual(['count', 'sum']);
    task.restart(false);
    expect(told(await task.work(order('o3')))).toEqual({});
  });
});
