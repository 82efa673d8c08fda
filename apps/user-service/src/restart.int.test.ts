import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ServiceBench, startProcess, until } from '@user-information/entity-service/testing';
import type { ServiceProcess } from '@user-information/entity-service/testing';
import {
  openEmbeddedEventLog,
  openEmbeddedSchemaRegistry,
} from '@user-information/event-log-embedded';
import { topics } from '@user-information/schemas';
import type { Status, User } from '@user-information/schemas';

const kills = 4;

let bench: ServiceBench;
let service: ServiceProcess | undefined;

beforeEach(async () => {
  bench = await ServiceBench.open('user-service', async (directory) => ({
    log: await openEmbeddedEventLog({ directory }),
    registry: await openEmbeddedSchemaRegistry({ directory }),
  }));
});

afterEach(async () => {
  await service?.kill();
  await bench.close();
});

async function start(statusesPerSecond: string): Promise<ServiceProcess> {
  service = await startProcess(join(__dirname, 'main.ts'), {
    DATA_DIR: bench.directory,
    USERS: '60',
    STATUSES_PER_SECOND: statusesPerSecond,
  });
  return service;
}

/** What `users` must say of each user, from the statuses alone. */
function historiesOf(statuses: readonly Status[]): Map<string, (User | null)[]> {
  const histories = new Map<string, (User | null)[]>();
  for (const { type, userId, author } of statuses) {
    if (userId === null || type === 'tweetDeleted') continue;
    const { followerCount: _, ...profile } = author ?? { followerCount: null };
    const after = type === 'userLeft' ? null : (profile as User);
    const history = histories.get(userId) ?? [];
    const before = history.at(-1) ?? null;
    if (JSON.stringify(before) !== JSON.stringify(after))
      histories.set(userId, [...history, after]);
  }
  return histories;
}

describe('user-service, killed in mid-flight', () => {
  it('takes each status once, and publishes what all of them say, each change once', async () => {
    for (let kill = 0; kill < kills; kill += 1) {
      const running = await start('1000');
      const { length } = await bench.said(topics.statuses);
      await until(async () => (await bench.said(topics.statuses)).length > length + 300);
      await running.kill();
    }
    await start('0');
    const statuses = (await bench.said(topics.statuses)).map(({ value }) => value!);
    const tweetIds = statuses.filter(({ type }) => type === 'tweet').map(({ tweetId }) => tweetId);
    expect(new Set(tweetIds).size).toBe(tweetIds.length);

    const expected = historiesOf(statuses);
    const recordCount = [...expected.values()].flat().length;
    expect(recordCount).toBeGreaterThan(60);
    await until(async () => (await bench.said(topics.users)).length >= recordCount);
    const said = Map.groupBy(await bench.said(topics.users), ({ key }) => key);
    const found = [...said].map(
      ([key, records]) => [key, records.map(({ value }) => value)] as const,
    );
    expect(new Map(found)).toEqual(expected);
    expect(await bench.deadLetters()).toEqual([]);
  });

  it('says in one line what is wrong with a setting', async () => {
    const ended = startProcess(join(__dirname, 'main.ts'), {
      DATA_DIR: bench.directory,
      STATUSES_PER_SECOND: 'many',
    });
    await expect(ended).rejects.toThrow(
      'user-service: STATUSES_PER_SECOND="many" is not allowed: ' +
        'set it to a number from 0 to 10000, or leave it out for 20.\n',
    );
  });
});
