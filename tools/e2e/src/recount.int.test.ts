import { join, resolve } from 'node:path';

import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readAll } from '@user-information/event-log';
import type { EventLog } from '@user-information/event-log';
import { openEmbeddedEventLog } from '@user-information/event-log-embedded';
import type { Row } from '@user-information/harness';
import { Demo, recount } from '@user-information/harness';
import { settled } from '@user-information/streams-testing';
import { send } from './commands.ts';
import { asServed, served } from './served.ts';

const workspace = resolve(__dirname, '../../..');
const simulators = ['user-service', 'tweet-service', 'follow-service', 'like-service'] as const;
const victims = ['join-service', 'user-info-http', 'join-service'] as const;
const inputs = ['users', 'tweets', 'follows', 'likes', 'join-service-user-information-repartition'];

const rates = {
  USERS: '300',
  STATUSES_PER_SECOND: '200',
  FOLLOWS_PER_SECOND: '150',
  UNFOLLOWS_PER_SECOND: '40',
  LIKES_PER_SECOND: '150',
  UNLIKES_PER_SECOND: '40',
};

describe('the demo, with join-service and user-info-http killed again and again', () => {
  let demo: Demo;
  let log: EventLog;

  beforeAll(async () => {
    const services = [...simulators, 'join-service', 'user-info-http'] as const;
    demo = await Demo.start({ workspace, env: rates, services });
    log = await openEmbeddedEventLog({
      directory: join(demo.dataDir, 'log'),
      durability: 'process',
    });
  });

  afterAll(async () => {
    await log.close();
    await demo.close();
  });

  it('ends with the view equal to a recount of the topics, for every user and field', async () => {
    const url = (name: Parameters<Demo['service']>[0]) => demo.service(name).url;
    const eve = { userId: 'eve', username: 'eve', name: 'Eve' };
    const ids = ['eve', 'mal', 'ted'];
    for (const userId of ids)
      await send('POST', `${url('user-service')}/users`, { ...eve, userId });
    for (const round of Array.from({ length: 9 }, (_, i) => i)) {
      await delay(1_500);
      const victim = demo.service(victims[round % victims.length] as (typeof victims)[number]);
      await victim.stop('SIGKILL');
      const [a, b] = [ids[round % 3] as string, ids[(round + 1) % 3] as string];
      const users = `${url('user-service')}/users`;
      if (round % 3 === 0) await send('DELETE', `${users}/${a}`);
      if (round % 3 === 1) await send('POST', users, { ...eve, userId: ids[(round + 2) % 3] });
      await send('POST', `${url('follow-service')}/follows`, { followerId: a, followeeId: b });
      await send('DELETE', `${url('follow-service')}/follows`, { followerId: b, followeeId: a });
      victim.start();
      await victim.ready();
    }
    for (const name of simulators) expect(await demo.service(name).stop()).toBe(0);
    await settled(log, 'join-service', inputs);
    const expected = new Map(
      [...(await recount(log, workspace))].map(([id, row]) => [id, asServed(row)]),
    );
    const ever = new Set((await readAll(log, 'users')).map(({ key }) => String(key)));
    const want = new Map([...ever].map((id) => [id, expected.get(id)]));
    expect(await servedInTime(url('user-info-http'), want)).toEqual(want);
    expect(expected.size).toBeGreaterThan(250);
  }, 360_000);

  it('went through a history that hurts: deletes, unfollows, unlikes and users that returned', async () => {
    const tombstones: Record<string, number> = {};
    for (const topic of ['users', 'tweets', 'follows', 'likes']) {
      tombstones[topic] = (await readAll(log, topic)).filter(({ value }) => value === null).length;
    }
    expect(Object.values(tombstones).every((count) => count > 0)).toBe(true);
    const users = await readAll(log, 'users');
    const returned = users.filter(
      ({ key, value, offset, partition }) =>
        value !== null &&
        users.some(
          (other) =>
            other.partition === partition &&
            other.offset < offset &&
            other.value === null &&
            String(other.key) === String(key),
        ),
    );
    expect(returned.length).toBeGreaterThan(0);
  });

  it('left no dead letter', async () => {
    expect(await readAll(log, 'join-service-dead-letter')).toEqual([]);
  });
});

/** Asks until the answers are right or time is up; then the last ones are what the test compares. */
async function servedInTime(url: string, want: ReadonlyMap<string, Row | undefined>) {
  const deadlineMs = Date.now() + 20_000;
  for (;;) {
    const answers = await served(url, want.keys());
    if (isDeepStrictEqual(answers, want) || Date.now() > deadlineMs) return answers;
    await delay(200);
  }
}
