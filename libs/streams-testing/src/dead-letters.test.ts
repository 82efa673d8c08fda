import { describe, expect, it } from '@jest/globals';
import type { NewRecord } from '@user-information/event-log';
import { utf8 } from '@user-information/serde';
import { join, table, topology } from '@user-information/streams';
import { json } from './json-serde.ts';
import { put } from './scenario.ts';
import { accounts, customers, nothing, orders, shop } from './test-shop.ts';
import { TopologyDriver } from './topology-driver.ts';

const ann = { name: 'Ann' };

async function run(...records: readonly NewRecord[]): Promise<TopologyDriver> {
  const driver = new TopologyDriver(shop);
  driver.append(...records);
  await driver.run();
  return driver;
}

describe('a record that can not be processed', () => {
  it('goes to the dead-letter topic as it was, with its error and origin, and stops nothing', async () => {
    const bad = Buffer.from('no JSON');
    const driver = await run(
      {
        topic: 'customers',
        partition: 1,
        key: Buffer.from('ann'),
        value: bad,
        headers: { trace: 'x' },
      },
      { ...put(customers, 'ann', ann), partition: 1 },
    );
    expect(driver.deadLetters()).toMatchObject([
      {
        key: Buffer.from('ann'),
        value: bad,
        headers: {
          trace: 'x',
          'dead-letter-error-code': 'UNDECODABLE',
          'dead-letter-error': '"no JSON" is not JSON.',
          'dead-letter-topic': 'customers',
          'dead-letter-partition': '1',
          'dead-letter-offset': '0',
        },
      },
    ]);
    expect(await driver.table(accounts)).toEqual(new Map([['ann', { ...nothing, ...ann }]]));
  });

  it.each([
    ['a table record without a key', { ...put(customers, 'x', ann), key: null }, 'NULL_KEY'],
    [
      'a grouped record without a key',
      { ...put(orders, 'x', { customerId: 'ann', amount: 1 }), key: null },
      'NULL_KEY',
    ],
    [
      'a key that is not UTF-8',
      { ...put(orders, 'x', { customerId: 'a', amount: 1 }), key: Buffer.of(0xff) },
      'UNDECODABLE',
    ],
    [
      'a repartitioned record of another format',
      { topic: 'shop-accounts-repartition', key: Buffer.from('ann'), value: Buffer.from('?') },
      'CORRUPT_STATE',
    ],
  ])('%s', async (_name, record, code) => {
    const driver = await run(record, put(customers, 'bob', { name: 'Bob' }));
    expect(driver.deadLetters().map(({ headers }) => headers['dead-letter-error-code'])).toEqual([
      code,
    ]);
    expect([...(await driver.table(accounts)).keys()]).toEqual(['bob']);
  });

  it('includes those on which the functions of the topology throw', async () => {
    const out = { name: 'picky-view', key: utf8, value: json<{ name: string; n: number }>() };
    const refuse = (name: string): never => {
      throw new RangeError(`no ${name} here`);
    };
    const picky = topology(
      'picky',
      join(
        out,
        table(customers),
        (view, customer) =>
          customer.name === 'Eve' ? refuse('Eve') : { name: customer.name, n: view?.n ?? 0 },
        [
          table(orders).groupBy('orders', (order) =>
            order.amount < 0 ? refuse('debt') : order.customerId,
          ),
          {
            add: (view) => ({ name: '', n: (view?.n ?? 0) + 1 }),
            subtract: () => refuse('refund'),
          },
        ],
      ),
    );
    const driver = new TopologyDriver(picky);
    driver.append(put(customers, 'ann', ann), put(orders, 'o1', { customerId: 'ann', amount: -1 }));
    driver.append(
      put(customers, 'eve', { name: 'Eve' }),
      put(orders, 'o2', { customerId: 'ann', amount: 1 }),
    );
    await driver.run();
    expect(
      driver
        .deadLetters()
        .map(({ headers }) => headers['dead-letter-error'])
        .sort(),
    ).toEqual(['no Eve here', 'no debt here']);
    expect(await driver.table(out)).toEqual(new Map([['ann', { name: 'Ann', n: 1 }]]));
  });
});
