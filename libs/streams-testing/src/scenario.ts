import { deepStrictEqual } from 'node:assert/strict';
import type { NewRecord } from '@user-information/event-log';
import type { Topology, TypedTopic } from '@user-information/streams';
import { TopologyDriver } from './topology-driver.ts';

/** A row or an event, as bytes for its topic. */
export function put<K, V>(topic: TypedTopic<K, V>, key: K, value: V): NewRecord {
  return { topic: topic.name, key: topic.key.serialize(key), value: topic.value.serialize(value) };
}

/** A tombstone. */
export function remove<K, V>(topic: TypedTopic<K, V>, key: K): NewRecord {
  return { topic: topic.name, key: topic.key.serialize(key), value: null };
}

/** What happened, what happens then, and what the view must be after it; see `given`. */
export interface Scenario {
  when(...records: readonly NewRecord[]): Scenario;
  /** Runs all of it; fails with the difference unless the view has exactly these rows. */
  expect<V>(
    view: TypedTopic<string, V>,
    rows: Readonly<Record<string, V>>,
  ): Promise<TopologyDriver>;
  /** The same of a store, whose keys are UTF-8. */
  expectStore(name: string, entries: Readonly<Record<string, unknown>>): Promise<TopologyDriver>;
}

/**
 * A test that reads as data:
 *
 *     await given(topology, put(users, 'ann', ann), put(tweets, 't1', { userId: 'ann' }))
 *       .when(remove(tweets, 't1'))
 *       .expect(view, { ann: { ...ann, tweetCount: 0 } });
 */
export function given(topology: Topology, ...records: readonly NewRecord[]): Scenario {
  return scenario(topology, [records]);
}

function scenario(topology: Topology, stages: readonly (readonly NewRecord[])[]): Scenario {
  const played = async (): Promise<TopologyDriver> => {
    const driver = new TopologyDriver(topology);
    for (const stage of stages) {
      driver.append(...stage);
      await driver.run();
    }
    return driver;
  };
  return {
    when: (...records) => scenario(topology, [...stages, records]),
    expectStore: async (name, entries) => {
      const driver = await played();
      deepStrictEqual(Object.fromEntries(await driver.store(name)), entries);
      return driver;
    },
    expect: async (view, rows) => {
      const driver = await played();
      deepStrictEqual(Object.fromEntries(await driver.table(view)), rows);
      return driver;
    },
  };
}
