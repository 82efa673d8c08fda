import { describe, expect, it } from '@jest/globals';
import { given, put, remove } from './scenario.ts';
import { accounts, calls, customers, nothing, orders, shop, visits } from './test-shop.ts';
import { TopologyDriver } from './topology-driver.ts';

const ann = { name: 'Ann' };
const bob = { name: 'Bob' };

describe('join', () => {
  it('has one entry for each row of the table', () =>
    given(shop, put(customers, 'ann', ann), put(customers, 'bob', bob)).expect(accounts, {
      ann: { ...nothing, ...ann },
      bob: { ...nothing, ...bob },
    }));

  it('folds every kind of input under its key', () =>
    given(shop, put(customers, 'ann', ann))
      .when(
        put(orders, 'o1', { customerId: 'ann', amount: 5 }),
        put(orders, 'o2', { customerId: 'ann', amount: 7 }),
        put(visits, 'ann', { page: '/cakes' }),
        put(calls, 'c1', { from: 'ann', minutes: 3 }),
        put(calls, 'c2', { from: 'ann', minutes: 4 }),
      )
      .expect(accounts, {
        ann: { name: 'Ann', orders: 2, spent: 12, lastPage: '/cakes', minutes: 7 },
      }));

  it('keeps what arrives before the row until it appears', () =>
    given(shop, put(orders, 'o1', { customerId: 'ann', amount: 5 }))
      .when(put(customers, 'ann', ann))
      .expect(accounts, { ann: { ...nothing, ...ann, orders: 1, spent: 5 } }));

  it('publishes nothing for a key without a row', async () => {
    const driver = await given(shop, put(orders, 'o1', { customerId: 'ann', amount: 5 })).expect(
      accounts,
      {},
    );
    expect(driver.records('accounts')).toEqual([]);
  });

  it('takes a deleted row out and finds its counts when it returns', async () => {
    const story = given(
      shop,
      put(customers, 'ann', ann),
      put(orders, 'o1', { customerId: 'ann', amount: 5 }),
    ).when(remove(customers, 'ann'));
    await story.expect(accounts, {});
    await story
      .when(put(customers, 'ann', { name: 'Anne' }))
      .expect(accounts, { ann: { ...nothing, name: 'Anne', orders: 1, spent: 5 } });
  });

  it('undoes a contribution when its row is deleted', () =>
    given(shop, put(customers, 'ann', ann), put(orders, 'o1', { customerId: 'ann', amount: 5 }))
      .when(remove(orders, 'o1'))
      .expect(accounts, { ann: { ...nothing, ...ann } }));

  it('moves a contribution when its row changes owner', () =>
    given(
      shop,
      put(customers, 'ann', ann),
      put(customers, 'bob', bob),
      put(orders, 'o1', { customerId: 'ann', amount: 5 }),
    )
      .when(put(orders, 'o1', { customerId: 'bob', amount: 6 }))
      .expect(accounts, {
        ann: { ...nothing, ...ann },
        bob: { ...nothing, ...bob, orders: 1, spent: 6 },
      }));

  it('counts a row of nobody nowhere', () =>
    given(
      shop,
      put(customers, 'ann', ann),
      put(orders, 'o1', { customerId: null, amount: 5 }),
    ).expect(accounts, {
      ann: { ...nothing, ...ann },
    }));

  it('ignores repeats, and tombstones of rows that never were', () =>
    given(
      shop,
      put(customers, 'ann', ann),
      put(orders, 'o1', { customerId: 'ann', amount: 5 }),
      put(orders, 'o1', { customerId: 'ann', amount: 5 }),
      remove(orders, 'o2'),
      remove(customers, 'eve'),
    ).expect(accounts, { ann: { ...nothing, ...ann, orders: 1, spent: 5 } }));

  it('sends a thousand contributions to one key as one record', async () => {
    const driver = new TopologyDriver(shop, { maxBatchRecords: 10_000 });
    driver.append(
      ...range(1000).map((i) => put(orders, `o${i}`, { customerId: 'ann', amount: 1 })),
    );
    await driver.run();
    expect(driver.records('shop-accounts-repartition')).toHaveLength(3);
  });

  it('publishes nothing when nothing changed, and a key once a batch', async () => {
    const driver = new TopologyDriver(shop, { maxBatchRecords: 10_000 });
    driver.append(
      put(customers, 'ann', ann),
      put(customers, 'ann', bob),
      put(customers, 'ann', ann),
    );
    await driver.run();
    driver.append(put(customers, 'ann', ann));
    await driver.run();
    expect(driver.records('accounts')).toHaveLength(1);
  });

  it('forgets a key of which nothing is left', async () => {
    const driver = new TopologyDriver(shop);
    driver.append(put(customers, 'ann', ann), put(orders, 'o1', { customerId: 'ann', amount: 5 }));
    await driver.run();
    driver.append(remove(customers, 'ann'), remove(orders, 'o1'));
    await driver.run();
    const last = new Map(
      ['shop-accounts-changelog', 'shop-orders-contributions-changelog'].flatMap((topic) =>
        driver.records(topic).map((record) => [`${topic} ${String(record.key)}`, record.value]),
      ),
    );
    expect([...last.values()]).toEqual([null, null]);
  });

  it('stamps what it derives with the oldest event that it comes from', async () => {
    const driver = new TopologyDriver(shop, { maxBatchRecords: 10_000 });
    driver.append({ ...put(customers, 'ann', ann), timestampMs: 900 });
    driver.append({ ...put(visits, 'ann', { page: '/' }), timestampMs: 400 });
    await driver.run();
    expect(driver.records('accounts').map((record) => record.timestampMs)).toEqual([400]);
  });
});

function range(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i);
}
