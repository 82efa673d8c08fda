import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ServiceBench, until } from '@user-information/entity-service/testing';
import {
  openEmbeddedEventLog,
  openEmbeddedSchemaRegistry,
} from '@user-information/event-log-embedded';
import { topics } from '@user-information/schemas';
import { testAuthor } from '@user-information/schemas/testing';
import { readConfig } from './config.ts';
import { startTweetService } from './start-tweet-service.ts';
import { tweetDeleted, tweeted } from './test-statuses.ts';

let bench: ServiceBench;

beforeEach(async () => {
  bench = await ServiceBench.open('tweet-service', async (directory) => ({
    log: await openEmbeddedEventLog({ directory }),
    registry: await openEmbeddedSchemaRegistry({ directory }),
  }));
});

afterEach(() => bench.close());

async function start(): Promise<void> {
  await bench.start((context) => startTweetService(context, readConfig({ PORT: '0' })));
}

async function join(...userIds: string[]): Promise<void> {
  for (const userId of userIds) {
    const { followerCount: _, ...user } = testAuthor(userId);
    await bench.publish(topics.users, userId, user);
  }
}

/** The changes of a tweet, in their order. */
async function historyOf(tweetId: string) {
  const said = await bench.said(topics.tweets);
  return said.filter(({ key }) => key === tweetId).map(({ value }) => value);
}

describe('statuses', () => {
  it('become tweets and tombstones, each once', async () => {
    await start();
    await bench.publish(topics.statuses, 't1', tweeted('t1'));
    await bench.publish(topics.statuses, 't1', tweeted('t1'));
    await bench.publish(topics.statuses, 't2', tweetDeleted('t2'));
    await bench.publish(topics.statuses, 't1', tweetDeleted('t1'));
    await bench.publish(topics.statuses, 't1', tweetDeleted('t1'));
    await bench.publish(topics.statuses, 't3', tweeted('t3'));
    await until(async () => (await bench.said(topics.tweets)).length >= 3);
    await bench.stop();
    const { author: _, type, ...tweet } = tweeted('t1');
    expect(type).toBe('tweet');
    expect(await historyOf('t1')).toEqual([tweet, null]);
    expect(await historyOf('t2')).toEqual([]);
    expect(await historyOf('t3')).toHaveLength(1);
  });

  it('give their time to what is published of them', async () => {
    await bench.publish(topics.statuses, 't1', tweeted('t1'));
    const [status] = await bench.said(topics.statuses);
    await start();
    await until(async () => (await bench.said(topics.tweets)).length > 0);
    const [tweet] = await bench.said(topics.tweets);
    expect(tweet?.record.timestampMs).toBe(status?.record.timestampMs);
  });

  it('that are damaged become dead letters, and hold up nothing', async () => {
    await start();
    await bench.publish(topics.statuses, 'bytes', Buffer.from('no Avro'));
    await bench.publish(topics.statuses, 'no-text', { ...tweeted('t1'), text: null });
    await bench.publish(topics.statuses, 'odd-id', { ...tweeted('t1'), tweetId: '../etc' });
    await bench.publish(topics.statuses, 'tombstone', null);
    await bench.publish(topics.statuses, 't2', tweeted('t2'));
    await until(async () => (await bench.deadLetters()).length === 4);
    await until(async () => (await historyOf('t2')).length === 1);
    expect(bench.context.failures).toEqual([]);
    const letters = await bench.deadLetters();
    expect(letters.map(({ key }) => String(key)).sort()).toEqual([
      'bytes',
      'no-text',
      'odd-id',
      'tombstone',
    ]);
  });
});

describe('commands', () => {
  it('tweet and delete, answered with the record that says so', async () => {
    await join('ada');
    await start();
    const answer = await bench.ask('POST', '/tweets', { userId: 'ada', text: 'Hi 🙂\nthere' });
    const [first] = await bench.said(topics.tweets);
    const { topic, partition, offset } = first!.record;
    expect(first!.value).toMatchObject({ userId: 'ada', text: 'Hi 🙂\nthere' });
    expect(answer).toEqual({
      status: 201,
      body: { ...first!.value, record: { topic, partition, offset } },
    });

    const { tweetId } = answer.body;
    const record = { topic: 'tweets', partition, offset: offset + 1 };
    expect(await bench.ask('DELETE', `/tweets/${String(tweetId)}`)).toEqual({
      status: 200,
      body: { tweetId, record },
    });
    expect((await bench.said(topics.tweets))[1]).toMatchObject({ key: tweetId, value: null });
  });

  it('delete a tweet that the source said', async () => {
    await start();
    await bench.publish(topics.statuses, 't1', tweeted('t1'));
    await until(async () => (await historyOf('t1')).length === 1);
    expect((await bench.ask('DELETE', '/tweets/t1')).status).toBe(200);
    expect((await bench.ask('DELETE', '/tweets/t1')).status).toBe(404);
  });

  it.each([
    ['POST', '/tweets', { userId: 'nobody', text: 'Hi' }, 404, 'There is no user "nobody"'],
    ['POST', '/tweets', { userId: 'gone', text: 'Hi' }, 404, 'There is no user "gone"'],
    ['POST', '/tweets', { userId: 'ada' }, 400, 'text is missing; it must be text of 1 to 4000'],
    ['POST', '/tweets', { userId: 'ada', text: ' ' }, 400, 'text is " "'],
    ['POST', '/tweets', { userId: 'ada', text: 'x'.repeat(4_001) }, 400, 'text is "xxx'],
    ['POST', '/tweets', { userId: 'ada', text: 'Hi', tweetId: '1' }, 400, 'no field "tweetId"'],
    ['POST', '/tweets', '[', 400, 'JSON'],
    ['DELETE', '/tweets/none', undefined, 404, 'There is no tweet "none"'],
    ['DELETE', '/tweets/%00', undefined, 400, 'tweetId is "\\u0000"'],
    ['DELETE', '/tweets/..%2f..', undefined, 400, 'tweetId is "../.."'],
    ['DELETE', `/tweets/${'x'.repeat(2_000)}`, undefined, 400, 'tweetId is "xxx'],
  ])('refuse %s %s %j with %d', async (method, path, body, status, detail) => {
    await join('ada', 'gone');
    await bench.publish(topics.users, 'gone', null);
    await start();
    const problem = { status, detail: expect.stringContaining(detail) };
    expect(await bench.ask(method, path, body)).toMatchObject({ status, body: problem });
    expect(await bench.said(topics.tweets)).toEqual([]);
  });
});
