import { describe, expect, it } from '@jest/globals';
import type { Position, StorePartition } from '@user-information/state-store';
import { below } from '@user-information/simulation';
import { changelogTopic, stores } from '@user-information/streams';
import type { MemoryLog } from './cluster/memory-log.ts';
import { partitions, TestWorld } from './cluster/test-world.ts';
import type { Account } from './test-shop.ts';
import { accounts, shop } from './test-shop.ts';

const seeds = Array.from({ length: 20 }, (_, i) => i + 1);
const rounds = 60;

describe('instances that are killed, paused, stopped and started again', () => {
  it.each(seeds)('end with the view of a recount, and copies to match: seed %i', async (seed) => {
    const world = new TestWorld(seed);
    for (const instance of world.instances) instance.start();
    for (let round = 0; round < rounds; round += 1) {
      for (let change = below(world.random, 12); change > 0; change -= 1) world.change();
      await world.turns(30);
      if (below(world.random, 3) === 0) await world.befall();
    }
    await world.settle();
    expect(await asked(world, 'active')).toEqual(world.recount());
    expect(await asked(world, 'standby')).toEqual(world.recount());
    for (const instance of world.instances) await instance.stop();

    const { log } = world.cluster;
    expect(world.errors).toEqual([]);
    expect(log.all('shop-dead-letter')).toEqual([]);
    expect(view(log)).toEqual(world.recount());
    for (let task = 0; task < partitions; task += 1) {
      const recordsLeft = await Promise.all(
        world.instances.map(async ({ disk }) => {
          const store = `task-${task}`;
          const told = replay(log, task, await disk.position(store));
          expect(await disk.contents(store)).toEqual(told.contents);
          return told.recordsLeft;
        }),
      );
      // The one that worked on it, and its standby.
      expect(recordsLeft.filter((left) => left === 0).length).toBeGreaterThanOrEqual(2);
    }
  });
});

function view(log: MemoryLog): Map<string, Account> {
  const rows = new Map<string, Account>();
  for (const { key, value } of log.all(accounts.name)) {
    if (value === null) rows.delete(String(key));
    else rows.set(String(key), JSON.parse(String(value)) as Account);
  }
  return rows;
}

/** What instances answer when they are asked for all that they have in one role, each key once. */
async function asked(
  { instances }: TestWorld,
  role: StorePartition['role'],
): Promise<Map<string, Account>> {
  const rows = new Map<string, Account>();
  for (const instance of instances) {
    const stores = await instance.stores();
    for (let task = 0; task < partitions; task += 1) {
      const found = stores?.partition(accounts.name, task);
      if (found?.role !== role) continue;
      for await (const { key, value } of found.range()) {
        expect(rows.has(String(key))).toBe(false);
        rows.set(String(key), value as Account);
      }
    }
  }
  return rows;
}

/** What a task's changelogs say up to a position, and how many records they have after it. */
function replay(log: MemoryLog, task: number, position: Position) {
  const contents = new Map<string, string>();
  let recordsLeft = 0;
  for (const { name } of stores(shop)) {
    const topic = changelogTopic(shop.applicationId, name);
    const end = position.find((at) => at.topic === topic)?.offset ?? 0;
    for (const { partition, offset, key, value } of log.all(topic)) {
      if (partition !== task) continue;
      if (offset >= end) recordsLeft += 1;
      else if (value === null) contents.delete(`${name}\0${String(key)}`);
      else contents.set(`${name}\0${String(key)}`, value.toString('latin1'));
    }
  }
  return { contents, recordsLeft };
}
