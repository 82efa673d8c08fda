import { describe, expect, it } from '@jest/globals';
import { sourceTopics, stores } from '@user-information/streams';
import { given, put, remove } from './scenario.ts';
import { guests, kitchen, meals, tastes } from './test-kitchen.ts';
import { TopologyDriver } from './topology-driver.ts';

const soup = { dish: 'soup', waiter: 'max' };
const cake = { dish: 'cake', waiter: 'eva' };

describe('a stored table', () => {
  it('has the newest row of each key', () =>
    given(kitchen, put(guests, 'ann', { name: 'Ann' }), put(guests, 'bob', { name: 'Bob' }))
      .when(put(guests, 'ann', { name: 'Anne' }), remove(guests, 'bob'))
      .expectStore('guest-names', { ann: { name: 'Anne' } }));

  it('writes nothing for a row that is as it was', async () => {
    const driver = new TopologyDriver(kitchen);
    for (let turn = 0; turn < 2; turn += 1) {
      driver.append(put(guests, 'ann', { name: 'Ann' }), put(guests, 'ann', { name: 'Ann' }));
      await driver.run();
    }
    expect(driver.records('kitchen-guest-names-changelog')).toHaveLength(1);
  });

  it('holds nothing that cannot be decoded', async () => {
    const driver = new TopologyDriver(kitchen);
    const bad = { topic: 'guests', key: Buffer.from('ann'), value: Buffer.from('{') };
    driver.append(put(guests, 'ann', { name: 'Ann' }), bad);
    await driver.run();
    expect(await driver.store('guest-names')).toEqual(new Map([['ann', { name: 'Ann' }]]));
    expect(driver.deadLetters()).toHaveLength(1);
  });
});

describe('leftJoin', () => {
  it('completes each event with the rows that there are then', () =>
    given(kitchen, put(meals, 'ann', soup))
      .when(put(guests, 'ann', { name: 'Ann' }))
      .when(put(meals, 'ann', soup))
      .when(put(tastes, 'ann', { spicy: true }), remove(guests, 'ann'))
      .when(put(meals, 'ann', cake))
      .expectStore('last-meals', {
        ann: ['soup for a stranger', 'soup for Ann', 'spicy cake for a stranger'],
      }));

  it('sees a row of the same batch that came before', async () => {
    const driver = new TopologyDriver(kitchen, { maxBatchRecords: 1_000 });
    driver.append(
      put(guests, 'ann', { name: 'Ann' }),
      put(guests, 'ann', { name: 'Anne' }),
      put(meals, 'ann', soup),
    );
    await driver.run();
    expect(await driver.store('last-meals')).toEqual(new Map([['ann', ['soup for Anne']]]));
  });
});

describe('count', () => {
  it('counts the events of each key', () =>
    given(kitchen, put(meals, 'ann', soup), put(meals, 'ann', soup), put(meals, 'bob', cake))
      .when(put(meals, 'ann', cake))
      .expectStore('meal-count', { ann: 3, bob: 1 }));

  it('counts under another key, too', () =>
    given(
      kitchen,
      put(meals, 'ann', soup),
      put(meals, 'bob', soup),
      put(meals, 'bob', cake),
    ).expectStore('waiter-count', { max: 2, eva: 1 }));

  it('passes over tombstones, which are no events, and refuses an event without a key', async () => {
    const driver = await given(kitchen, remove(meals, 'ann')).expectStore('meal-count', {});
    driver.append({ topic: 'meals', key: null, value: Buffer.from(JSON.stringify(soup)) });
    await driver.run();
    expect(await driver.store('meal-count')).toEqual(new Map());
    expect(driver.deadLetters()).toHaveLength(1);
  });

  it('publishes nothing but its changelog', async () => {
    const driver = await given(kitchen, put(meals, 'ann', soup)).expectStore('meal-count', {
      ann: 1,
    });
    expect(driver.records('meal-count')).toEqual([]);
    expect(driver.records('kitchen-meal-count-changelog')).toHaveLength(1);
  });
});

describe('the topology of aggregates', () => {
  it('reads its streams, its tables, and what is repartitioned', () => {
    expect(sourceTopics(kitchen)).toEqual([
      'guests',
      'tastes',
      'meals',
      'kitchen-waiter-count-repartition',
    ]);
  });

  it('has a store for each table and each aggregate', () => {
    expect(stores(kitchen).map(({ name }) => name)).toEqual([
      'guest-names',
      'guest-tastes',
      'meal-count',
      'last-meals',
      'waiter-count',
    ]);
  });
});
