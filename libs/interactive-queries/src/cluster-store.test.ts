import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { partitionOf, TestGroup, TestInstance } from './test-instances.ts';

let group: TestGroup;
let first: TestInstance;
let second: TestInstance;

beforeEach(async () => {
  group = new TestGroup();
  for (let n = 10; n < 40; n += 1) group.entries.set(`k${n}`, { n });
  first = await TestInstance.start(group, [0, 2]);
  second = await TestInstance.start(group, [1]);
});

afterEach(async () => {
  for (const instance of group.instances) await instance.close();
});

async function keys(instance: TestInstance, gt?: string, count = Infinity): Promise<string[]> {
  const found: string[] = [];
  const range = gt === undefined ? {} : { gt: Buffer.from(gt) };
  for await (const { key } of instance.clusterStore.range(range, 5)) {
    found.push(key.toString());
    if (found.length === count) break;
  }
  return found;
}

const get = (instance: TestInstance, key: string) => instance.clusterStore.get(Buffer.from(key));

describe('a store over all instances', () => {
  it('has every key, from any instance', async () => {
    expect(first.clusterStore.partitions).toBe(3);
    for (const instance of [first, second]) {
      for (const [key, value] of group.entries) expect(await get(instance, key)).toEqual(value);
      expect(await get(instance, 'none-1')).toBeUndefined();
      expect(await get(instance, 'none-2')).toBeUndefined();
    }
  });

  it('has all in key order, from any instance', async () => {
    const all = [...group.entries.keys()];
    for (const instance of [first, second]) {
      expect(await keys(instance)).toEqual(all);
      expect(await keys(instance, 'k20', 4)).toEqual(['k21', 'k22', 'k23', 'k24']);
    }
  });

  it('fails rather than leave out what is being moved', async () => {
    first.restoring.add(0);
    const key = [...group.entries.keys()].find((it) => partitionOf(it) === 0)!;
    for (const instance of [first, second]) {
      await expect(get(instance, key)).rejects.toMatchObject({ code: 'UNREACHABLE' });
      await expect(keys(instance)).rejects.toMatchObject({ code: 'UNREACHABLE' });
    }
  });

  it('fails when an instance cannot be reached', async () => {
    await second.close();
    const key = [...group.entries.keys()].find((it) => partitionOf(it) === 1)!;
    await expect(get(first, key)).rejects.toMatchObject({ status: 502 });
    await expect(keys(first)).rejects.toMatchObject({ status: 502 });
  });

  it('is of a store that there is', () => {
    const options = expect.objectContaining({ status: 404 });
    expect(() => first.queries.store('other')).toThrow(options);
  });
});
