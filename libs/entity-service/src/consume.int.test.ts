import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openEmbeddedEventLog } from '@user-information/event-log-embedded';
import { MemorySchemaRegistry } from '@user-information/serde';
import { ServiceBench, until } from './testing/index.ts';
import { orders, startShop, stock } from './testing/test-shop.ts';

let bench: ServiceBench;

beforeEach(async () => {
  bench = await ServiceBench.open('shop', async (directory) => ({
    log: await openEmbeddedEventLog({ directory }),
    registry: new MemorySchemaRegistry(),
  }));
});

afterEach(() => bench.close());

const order = (amount: number) => bench.publish(orders, `order of ${amount}`, { amount });

describe('consuming', () => {
  it('decides on each record once, over restarts', async () => {
    let total = 0;
    for (let run = 0; run < 3; run += 1) {
      const amounts = Array.from({ length: 700 }, (_, index) => index + run);
      await Promise.all(amounts.map(order));
      total += amounts.reduce((sum, amount) => sum + amount, 0);
      const { service, taken } = await startShop(await bench.newContext());
      await until(() => service.totals.published === 700);
      expect(taken()).toBe(total);
      await bench.stop();
      expect(bench.context.failures).toEqual([]);
    }
  });

  it('goes on past what it cannot use: undecodable, without a key or a value, or refused', async () => {
    const topic = orders.name;
    await order(1);
    await bench.publish(orders, 'text', Buffer.from('hello'));
    await bench.publish(orders, 'unknown id', Buffer.from([0, 0, 0, 0, 99, 2]));
    await order(-5);
    await bench.log.append([
      { topic, partition: 0, key: Buffer.from('gone'), value: null },
      { topic, partition: 0, key: null, value: Buffer.from('hello') },
      { topic, partition: 0, key: Buffer.from([0xff, 0xfe]), value: null },
    ]);
    await order(2);
    const { service, taken } = await startShop(bench.context);
    await until(() => service.totals.published === 2 && service.totals.deadLetters === 6);
    expect(taken()).toBe(3);
    await bench.stop();
    expect(bench.context.failures).toEqual([]);
    const letters = await bench.deadLetters();
    expect(letters.map(({ headers }) => headers['dead-letter-error-code']).sort()).toEqual([
      'UNDECODABLE',
      'UNDECODABLE',
      'UNEXPECTED',
      'UNKNOWN_SCHEMA',
      'UNUSABLE_RECORD',
      'UNUSABLE_RECORD',
    ]);
    const again = await startShop(await bench.newContext());
    await order(4);
    await until(() => again.service.totals.published === 1);
    expect(again.taken()).toBe(7);
    expect(again.service.totals.deadLetters).toBe(0);
  });

  it('gives what it publishes the time of the record', async () => {
    await order(5);
    const { service } = await startShop(bench.context);
    await until(() => service.totals.published === 1);
    const [[ordered], [taken]] = [await bench.said(orders), await bench.said(stock)];
    expect(taken?.record.timestampMs).toBe(ordered?.record.timestampMs);
  });

  it('shows on its metrics what it did', async () => {
    await order(1);
    await order(-1);
    const { service } = await startShop(bench.context);
    await until(() => service.totals.published === 1 && service.totals.deadLetters === 1);
    const metrics = await bench.context.metrics.metrics();
    const labels = 'topic="stock",kind="value",service="shop"';
    expect(metrics).toContain(`entity_service_records_published_total{${labels}} 1`);
    expect(metrics).toContain('entity_service_dead_letters_total{topic="orders",service="shop"} 1');
    expect(metrics).toContain('entity_service_known_keys{topic="stock",service="shop"} 1');
  });

  it('consumes again what a refused transaction took with it', async () => {
    await order(5);
    const first = await startShop(bench.context);
    await until(() => first.service.totals.published === 1);
    await bench.log.transactor('shop');
    await order(6);
    await until(() => bench.context.failures.length === 1);
    expect(first.taken()).toBe(5);
    await bench.stop();
    const second = await startShop(await bench.newContext());
    await until(() => second.service.totals.published === 1);
    expect(second.taken()).toBe(11);
  });
});
