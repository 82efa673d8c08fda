import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ServiceBench, until } from '@user-information/entity-service/testing';
import {
  openEmbeddedEventLog,
  openEmbeddedSchemaRegistry,
} from '@user-information/event-log-embedded';
import { topics } from '@user-information/schemas';
import type { Status } from '@user-information/schemas';
import { testUser } from '@user-information/schemas/testing';
import { readConfig } from './config.ts';
import { startFollowService } from './start-follow-service.ts';
import { replayFollows } from './test-history.ts';

let bench: ServiceBench;

beforeEach(async () => {
  bench = await ServiceBench.open('follow-service', async (directory) => ({
    log: await openEmbeddedEventLog({ directory }),
    registry: await openEmbeddedSchemaRegistry({ directory }),
  }));
});

afterEach(() => bench.close());

const quiet = { PORT: '0', FOLLOWS_PER_SECOND: '0', UNFOLLOWS_PER_SECOND: '0' };

async function start(settings: Record<string, string> = {}): Promise<void> {
  await bench.start((context) =>
    startFollowService(context, readConfig({ ...quiet, ...settings })),
  );
}

async function join(...userIds: string[]): Promise<void> {
  for (const userId of userIds) await bench.publish(topics.users, userId, testUser(userId));
}

/** Who follows whom by the topic alone, which never says twice what is so already. */
async function followsByTopic(): Promise<Set<string>> {
  const { follows, repeats } = replayFollows(await bench.said(topics.follows));
  expect(repeats).toEqual([]);
  return follows;
}

describe('commands', () => {
  const adaBob = { followerId: 'ada', followeeId: 'bob' };

  it('follow and unfollow, answered with the record that says so', async () => {
    await join('ada', 'bob');
    await start();
    const followed = await bench.ask('POST', '/follows', adaBob);
    const [first] = await bench.said(topics.follows);
    const { topic, partition, offset } = first!.record;
    expect(followed).toEqual({
      status: 201,
      body: { followId: 'ada-bob', ...first!.value, record: { topic, partition, offset } },
    });
    expect(first!.value).toMatchObject(adaBob);

    const unfollowed = await bench.ask('DELETE', '/follows', adaBob);
    const record = { topic: 'follows', partition, offset: offset + 1 };
    expect(unfollowed).toEqual({ status: 200, body: { followId: 'ada-bob', ...adaBob, record } });
    expect((await bench.said(topics.follows))[1]).toMatchObject({ key: 'ada-bob', value: null });
  });

  it('take an unfollow in the query too', async () => {
    await join('ada', 'bob');
    await start();
    await bench.ask('POST', '/follows', adaBob);
    const answer = await bench.ask('DELETE', '/follows?followerId=ada&followeeId=bob');
    expect(answer.status).toBe(200);
  });

  it('know a user who was published just before', async () => {
    await start();
    for (let time = 0; time < 10; time += 1) {
      await join(`a${time}`, `b${time}`);
      const pair = { followerId: `a${time}`, followeeId: `b${time}` };
      expect((await bench.ask('POST', '/follows', pair)).status).toBe(201);
    }
  });

  it.each([
    ['POST', adaBob, 409, '"ada" follows "bob" already.'],
    ['POST', { followerId: 'ada', followeeId: 'ada' }, 400, 'nobody follows themself'],
    ['POST', { followerId: 'ada', followeeId: 'nobody' }, 404, 'There is no user "nobody"'],
    ['POST', { followerId: 'gone', followeeId: 'ada' }, 404, 'There is no user "gone"'],
    ['POST', { followerId: 'ada', followeeId: 'gone' }, 404, 'There is no user "gone"'],
    ['POST', { followerId: 'ada' }, 400, 'followeeId is missing'],
    ['POST', { ...adaBob, since: 1 }, 400, 'There is no field "since"'],
    ['POST', { ...adaBob, followerId: '../x' }, 400, 'followerId is "../x"; it must be 1 to 128'],
    ['POST', 'no JSON', 400, 'JSON'],
    ['POST', undefined, 400, 'Send a JSON object with followerId, followeeId.'],
    ['DELETE', { followerId: 'bob', followeeId: 'ada' }, 404, 'There is no follow "bob-ada"'],
    ['DELETE', undefined, 400, 'followerId is missing'],
    ['DELETE', { followerId: 7, followeeId: 'ada' }, 400, 'followerId is 7'],
  ])('refuse %s %j with %d', async (method, body, status, detail) => {
    await join('ada', 'bob', 'gone');
    await bench.publish(topics.users, 'gone', null);
    await start();
    await bench.ask('POST', '/follows', adaBob);
    const answer = await bench.ask(method, '/follows', body);
    expect(answer).toMatchObject({
      status,
      body: { status, detail: expect.stringContaining(detail) },
    });
    expect(await followsByTopic()).toEqual(new Set(['ada-bob']));
  });

  it('let only one of many at the same time follow', async () => {
    await join('ada', 'bob');
    await start();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => bench.ask('POST', '/follows', adaBob)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(19).fill(409)]);
    expect(await bench.said(topics.follows)).toHaveLength(1);
  });

  it('let a user who left be unfollowed, and one who returned be followed', async () => {
    await join('ada', 'bob');
    await start();
    await bench.ask('POST', '/follows', adaBob);
    await bench.publish(topics.users, 'bob', null);
    expect((await bench.ask('DELETE', '/follows', adaBob)).status).toBe(200);
    expect((await bench.ask('POST', '/follows', adaBob)).status).toBe(404);
    await join('bob');
    expect((await bench.ask('POST', '/follows', adaBob)).status).toBe(201);
  });

  it('are decided on what was published before a restart', async () => {
    await join('ada', 'bob', 'cy');
    await start();
    await bench.ask('POST', '/follows', adaBob);
    await bench.ask('POST', '/follows', { followerId: 'cy', followeeId: 'bob' });
    await bench.ask('DELETE', '/follows', { followerId: 'cy', followeeId: 'bob' });
    await bench.stop();
    await start();
    expect((await bench.ask('POST', '/follows', adaBob)).status).toBe(409);
    const again = await bench.ask('POST', '/follows', { followerId: 'cy', followeeId: 'bob' });
    expect(again.status).toBe(201);
  });
});

describe('the simulation', () => {
  const userIds = Array.from({ length: 20 }, (_, index) => `u${index}`);

  it('makes known, different users follow and unfollow, never a pair twice at once', async () => {
    await join(...userIds);
    await start({ FOLLOWS_PER_SECOND: '1000', UNFOLLOWS_PER_SECOND: '300' });
    await until(async () => (await bench.said(topics.follows)).length > 400);
    await bench.stop();
    expect(bench.context.failures).toEqual([]);
    for (const id of await followsByTopic()) {
      const [followerId, followeeId] = id.split('-') as [string, string];
      expect(followerId).not.toBe(followeeId);
      expect(userIds).toEqual(expect.arrayContaining([followerId, followeeId]));
    }
  });

  it('stops at the most follows that there may be', async () => {
    await join(...userIds);
    await start({ FOLLOWS_PER_SECOND: '2000', MAX_FOLLOWS: '30' });
    await until(async () => (await bench.said(topics.follows)).length >= 30);
    await bench.ask('POST', '/follows', { followerId: 'u0', followeeId: 'nobody' });
    expect(await followsByTopic()).toHaveProperty('size', 30);
  });

  it('leaves out users with ids that are no ids', async () => {
    await join('ada', 'b-c', 'bob');
    await start({ FOLLOWS_PER_SECOND: '1000' });
    await until(async () => (await bench.said(topics.follows)).length === 2);
    expect(await followsByTopic()).toEqual(new Set(['ada-bob', 'bob-ada']));
    const [letter] = await bench.deadLetters();
    expect(letter?.headers).toMatchObject({
      'dead-letter-error': 'The key is "b-c"; it must be 1 to 128 letters, digits or underscores.',
    });
  });

  it('can steer towards the followers that the source reports', async () => {
    await join(...userIds);
    for (const [index, userId] of userIds.entries()) {
      const followerCount = index === 0 ? 12 : index < 4 ? 3 : 0;
      await bench.publish(topics.statuses, `t${index}`, statusOf(userId, followerCount));
    }
    await start({ FOLLOWS_PER_SECOND: '2000', STEER_TO_REPORTED: 'true' });
    await until(async () => (await bench.said(topics.follows)).length >= 12 + 3 * 3);
    const followers = Object.groupBy([...(await followsByTopic())], (id) => id.split('-')[1]!);
    const counts = Object.entries(followers).map(([id, all]) => [id, all?.length]);
    expect(Object.fromEntries(counts)).toEqual({ u0: 12, u1: 3, u2: 3, u3: 3 });
  });
});

function statusOf(userId: string, followerCount: number): Status {
  const author = { ...testUser(userId), followerCount };
  return { type: 'tweet', tweetId: 't', userId, text: 'Hi', createdAt: 1, author };
}
