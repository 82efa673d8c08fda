import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ServiceBench, until } from '@user-information/entity-service/testing';
import {
  openEmbeddedEventLog,
  openEmbeddedSchemaRegistry,
} from '@user-information/event-log-embedded';
import { topics } from '@user-information/schemas';
import { readConfig } from './config.ts';
import { startLikeService } from './start-like-service.ts';
import { join, replayLikes, tweet } from './test-history.ts';

let bench: ServiceBench;

beforeEach(async () => {
  bench = await ServiceBench.open('like-service', async (directory) => ({
    log: await openEmbeddedEventLog({ directory }),
    registry: await openEmbeddedSchemaRegistry({ directory }),
  }));
});

afterEach(() => bench.close());

const quiet = { PORT: '0', LIKES_PER_SECOND: '0', UNLIKES_PER_SECOND: '0' };

async function start(settings: Record<string, string> = {}): Promise<void> {
  await bench.start((context) => startLikeService(context, readConfig({ ...quiet, ...settings })));
}

/** Who likes what by the topic alone, which never says twice what is so already. */
async function likesByTopic(): Promise<Set<string>> {
  const { likes, repeats } = replayLikes(await bench.said(topics.likes));
  expect(repeats).toEqual([]);
  return likes;
}

const adaT1 = { userId: 'ada', tweetId: 't1' };

describe('commands', () => {
  it('like and unlike, answered with the record that says so', async () => {
    await join(bench, 'ada');
    await tweet(bench, 't1');
    await start();
    const liked = await bench.ask('POST', '/likes', adaT1);
    const [first] = await bench.said(topics.likes);
    const { topic, partition, offset } = first!.record;
    expect(first!.value).toMatchObject({ likeId: 'ada-t1', ...adaT1 });
    expect(liked).toEqual({
      status: 201,
      body: { ...first!.value, record: { topic, partition, offset } },
    });

    const unliked = await bench.ask('DELETE', '/likes', adaT1);
    const record = { topic: 'likes', partition, offset: offset + 1 };
    expect(unliked).toEqual({ status: 200, body: { likeId: 'ada-t1', ...adaT1, record } });
    expect((await bench.said(topics.likes))[1]).toMatchObject({ key: 'ada-t1', value: null });
  });

  it('know a user and a tweet that were published just before', async () => {
    await start();
    for (let time = 0; time < 10; time += 1) {
      await join(bench, `u${time}`);
      await tweet(bench, `t${time}`);
      const pair = { userId: `u${time}`, tweetId: `t${time}` };
      expect((await bench.ask('POST', '/likes', pair)).status).toBe(201);
    }
  });

  it.each([
    ['POST', '/likes', adaT1, 409, '"ada" likes "t1" already.'],
    ['POST', '/likes', { userId: 'nobody', tweetId: 't1' }, 404, 'There is no user "nobody"'],
    ['POST', '/likes', { userId: 'gone', tweetId: 't1' }, 404, 'There is no user "gone"'],
    ['POST', '/likes', { userId: 'ada', tweetId: 'no' }, 404, 'There is no tweet "no"'],
    ['POST', '/likes', { userId: 'ada', tweetId: 'deleted' }, 404, 'There is no tweet "deleted"'],
    ['POST', '/likes', { tweetId: 't1' }, 400, 'userId is missing'],
    ['POST', '/likes', { ...adaT1, userId: 'a-b' }, 400, 'userId is "a-b"; it must be 1 to 128'],
    ['POST', '/likes', { ...adaT1, at: 1 }, 400, 'There is no field "at"'],
    ['POST', '/likes', '{"userId":', 400, 'JSON'],
    ['DELETE', '/likes', { userId: 'ada', tweetId: 't2' }, 404, 'There is no like "ada-t2"'],
    ['DELETE', '/likes?userId=ada&tweetId=t2', undefined, 404, 'There is no like "ada-t2"'],
    ['DELETE', '/likes?userId=ada', undefined, 400, 'tweetId is missing'],
  ])('refuse %s %s %j with %d', async (method, path, body, status, detail) => {
    await join(bench, 'ada', 'gone');
    await bench.publish(topics.users, 'gone', null);
    await tweet(bench, 't1', 'deleted');
    await bench.publish(topics.tweets, 'deleted', null);
    await start();
    await bench.ask('POST', '/likes', adaT1);
    const answer = await bench.ask(method, path, body);
    const problem = { status, detail: expect.stringContaining(detail) };
    expect(answer).toMatchObject({ status, body: problem });
    expect(await likesByTopic()).toEqual(new Set(['ada-t1']));
  });

  it('let a like of a deleted tweet stay until it is taken back', async () => {
    await join(bench, 'ada');
    await tweet(bench, 't1');
    await start();
    await bench.ask('POST', '/likes', adaT1);
    await bench.publish(topics.tweets, 't1', null);
    expect(await likesByTopic()).toEqual(new Set(['ada-t1']));
    expect((await bench.ask('DELETE', '/likes', adaT1)).status).toBe(200);
    expect((await bench.ask('POST', '/likes', adaT1)).status).toBe(404);
  });

  it('are decided on what was published before a restart', async () => {
    await join(bench, 'ada');
    await tweet(bench, 't1', 't2');
    await start();
    await bench.ask('POST', '/likes', adaT1);
    await bench.stop();
    await start();
    expect((await bench.ask('POST', '/likes', adaT1)).status).toBe(409);
    expect((await bench.ask('POST', '/likes', { ...adaT1, tweetId: 't2' })).status).toBe(201);
  });
});

describe('the simulation', () => {
  const userIds = Array.from({ length: 20 }, (_, index) => `u${index}`);
  const tweetIds = Array.from({ length: 30 }, (_, index) => `${index}`);

  it('makes known users like and unlike known tweets, none twice at once', async () => {
    await join(bench, ...userIds);
    await tweet(bench, ...tweetIds);
    await start({ LIKES_PER_SECOND: '1000', UNLIKES_PER_SECOND: '300' });
    await until(async () => (await bench.said(topics.likes)).length > 400);
    await bench.stop();
    expect(bench.context.failures).toEqual([]);
    for (const id of await likesByTopic()) {
      const [userId, tweetId] = id.split('-') as [string, string];
      expect(userIds).toContain(userId);
      expect(tweetIds).toContain(tweetId);
    }
  });

  it('stops at the most likes that there may be', async () => {
    await join(bench, ...userIds);
    await tweet(bench, ...tweetIds);
    await start({ LIKES_PER_SECOND: '2000', MAX_LIKES: '30' });
    await until(async () => (await bench.said(topics.likes)).length >= 30);
    await bench.ask('POST', '/likes', { userId: 'u0', tweetId: 'none' });
    expect(await likesByTopic()).toHaveProperty('size', 30);
  });
});
