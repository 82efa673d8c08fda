import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openEmbeddedEventLog } from '@user-information/event-log-embedded';
import { MemorySchemaRegistry, SerdeError } from '@user-information/serde';
import { keysOnly, Table } from './table.ts';
import { ServiceBench, until } from './testing/index.ts';
import { openShop, orders, products } from './testing/test-shop.ts';

let bench: ServiceBench;
let registry: MemorySchemaRegistry;

beforeEach(async () => {
  registry = new MemorySchemaRegistry();
  bench = await ServiceBench.open('shop', async (directory) => ({
    log: await openEmbeddedEventLog({ directory }),
    registry,
  }));
});

afterEach(() => bench.close());

async function openFollower() {
  const { service } = await openShop(await bench.newContext());
  const known = new Table(keysOnly);
  const followed = await service.follow(products, (change) => {
    if (change.key === 'banned') throw new RangeError('nobody sells that');
    known.apply(change);
  });
  return { service, known, followed };
}

describe('a followed topic', () => {
  it('is read back and then followed; catchUp waits for what was published before it', async () => {
    await bench.publish(products, 'pen', { amount: 1 });
    const { known, followed } = await openFollower();
    expect([...known.keys()]).toEqual(['pen']);
    await bench.publish(products, 'ink', { amount: 1 });
    await bench.publish(products, 'cap', { amount: 1 });
    await bench.publish(products, 'pen', null);
    await followed.catchUp();
    expect([...known.keys()].sort()).toEqual(['cap', 'ink']);
    expect(bench.context.health.status()).toMatchObject({ ready: true });
    await bench.stop();
    await expect(followed.catchUp()).rejects.toMatchObject({ code: 'CLOSED' });
  });

  it('puts aside what it cannot use, once, and goes on', async () => {
    await bench.publish(products, 'pen', Buffer.from([0, 0, 0, 0, 99, 2]));
    await bench.publish(products, 'banned', { amount: 1 });
    await bench.publish(products, 'ink', { amount: 1 });
    for (const written of [2, 0]) {
      const { service, known } = await openFollower();
      expect([...known.keys()]).toEqual(['ink']);
      expect(service.totals.deadLetters).toBe(written);
      expect(bench.context.failures).toEqual([]);
      await bench.stop();
    }
    const letters = await bench.deadLetters();
    expect(letters.map(({ key, headers }) => [String(key), headers['dead-letter-error']])).toEqual(
      expect.arrayContaining([
        ['pen', expect.stringContaining('No schema has the id 99')],
        ['banned', 'nobody sells that'],
      ]),
    );
    expect(letters).toHaveLength(2);
  });
});

describe('a registry that cannot be asked', () => {
  it('fails the service, and makes no dead letter of a good record', async () => {
    await bench.publish(products, 'pen', { amount: 1 });
    await bench.publish(orders, 'o1', { amount: 1 });
    const failure = new SerdeError('REGISTRY', 'No route to the registry.');
    registry.schemaById = () => Promise.reject(failure);
    const { service } = await openShop(bench.context);
    await expect(service.follow(products, () => undefined)).rejects.toBe(failure);
    await service.consume(orders, () => []);
    await until(() => bench.context.failures.length > 0);
    expect(bench.context.failures).toEqual([failure]);
    expect(service.totals.deadLetters).toBe(0);
  });
});
