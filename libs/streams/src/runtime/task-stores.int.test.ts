import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { restore } from './restore.ts';
import { TaskStores } from './task-stores.ts';
import { TestChangelogs } from './test-changelogs.ts';

let test: TestChangelogs;

beforeEach(async () => {
  test = await TestChangelogs.open();
  await test.change('wide', 0, 'a', '1');
  await test.change('narrow', 0, 'a', '1');
  await test.change('wide', 1, 'b', '1');
});
afterEach(() => test.close());

const open = () => new TaskStores(test.stores, test.log, test.layout);

async function restoreTask(stores: TaskStores, partition: number): Promise<void> {
  await restore({
    log: test.log,
    store: await stores.open(partition),
    applicationId: 'app',
    partition,
    stores: test.layout.storesOn(partition),
  });
}

const lags = async (stores: TaskStores) =>
  (await stores.lags()).map(({ recordsBehind }) => recordsBehind);

describe('TaskStores', () => {
  it('is behind by whole changelogs where it has no copy', async () => {
    expect(await lags(open())).toEqual([2, 1]);
  });

  it('knows how far its stores are, open and closed', async () => {
    const stores = open();
    await restoreTask(stores, 0);
    await restoreTask(stores, 1);
    expect(await lags(stores)).toEqual([0, 0]);
    await stores.close(1);
    await test.change('wide', 1, 'c', '1');
    expect(await lags(stores)).toEqual([0, 1]);
    await stores.close(0);
    await stores.close(0);
  });

  it('finds what an earlier instance left, and leaves it closed', async () => {
    const earlier = open();
    await restoreTask(earlier, 1);
    await earlier.close(1);
    await (await test.stores.open('something-else')).close();
    const later = open();
    expect(await lags(later)).toEqual([2, 0]);
    await (await test.stores.open('task-1')).close();
  });
});
