import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readAll } from '@user-information/event-log';
import type { NewRecord } from '@user-information/event-log';
import { settled } from '@user-information/streams-testing';
import { topics } from '@user-information/schemas';
import { testUser } from '@user-information/schemas/testing';
import { topicSerde } from '@user-information/serde';
import { sourceTopics } from '@user-information/streams';
import type { TestJoin } from './test-join.ts';
import { removeTestJoin, startTestJoin } from './test-join.ts';
import { typedTopics } from './typed-topics.ts';
import { userInformation } from './user-information.ts';

describe('join-service, given what it can not use', () => {
  let join: TestJoin;
  let tweet: Buffer;
  let user: Buffer;

  beforeAll(async () => {
    join = await startTestJoin();
    const tweets = topicSerde(topics.tweets, join.registry);
    const users = topicSerde(topics.users, join.registry);
    await tweets.open();
    await users.open();
    tweet = tweets.serialize({ tweetId: 't1', userId: 'ann', text: 'Hi', createdAt: 0 });
    user = users.serialize(testUser('ann'));
  });

  afterAll(async () => {
    await join.close();
    await removeTestJoin(join);
  });

  /** Appends, waits until all is committed, and tells the new dead letters' codes. */
  async function append(...records: readonly NewRecord[]): Promise<(string | undefined)[]> {
    const before = (await readAll(join.log, 'join-service-dead-letter')).length;
    await join.log.append(records);
    const inputs = sourceTopics(userInformation(typedTopics(join.registry)));
    await settled(join.log, 'join-service', inputs);
    const letters = await readAll(join.log, 'join-service-dead-letter');
    return letters.slice(before).map(({ headers }) => headers['dead-letter-error-code']);
  }
  const at = (topic: string, key: string | null, value: Buffer | null): NewRecord => ({
    topic,
    key: key === null ? null : Buffer.from(key),
    value,
  });

  it.each<[string, () => NewRecord, string]>([
    ['bytes that are no Avro', () => at('users', 'ann', Buffer.from('no Avro')), 'UNDECODABLE'],
    ['an empty value', () => at('users', 'ann', Buffer.alloc(0)), 'UNDECODABLE'],
    [
      'a schema id that nobody registered',
      () => at('users', 'ann', Buffer.of(0, 0, 0, 99, 99)),
      'UNKNOWN_SCHEMA',
    ],
    ['a value that is cut short', () => at('users', 'ann', user.subarray(0, 9)), 'UNDECODABLE'],
    ['a record of the wrong type', () => at('users', 'ann', tweet), 'INCOMPATIBLE_SCHEMA'],
    [
      'a foreign record among its own',
      () => at('join-service-user-information-repartition', 'ann', user),
      'CORRUPT_STATE',
    ],
  ])('makes a dead letter of %s, and goes on', async (_name, bad, code) => {
    expect(await append(bad(), at('users', 'ann', user), at('tweets', 't1', tweet))).toEqual([
      code,
    ]);
    expect(join.failures).toEqual([]);
    expect(join.health.status().ready).toBe(true);
  });

  it('never gets a null key: the log refuses one on a changelog', async () => {
    await expect(join.log.append([at('users', null, user)])).rejects.toMatchObject({
      code: 'INVALID_RECORD',
    });
  });

  it('counts them', async () => {
    expect(await join.metrics.metrics()).toMatch(
      /streams_dead_letters_total\{[^}]*topic="users"[^}]*\} 5/,
    );
  });

  it('lost nothing else', async () => {
    const last = (await readAll(join.log, 'user-information')).at(-1);
    const view = topicSerde(topics.userInformation, join.registry);
    expect(await view.deserialize(last?.value as Buffer)).toMatchObject({
      userId: 'ann',
      tweetCount: 1,
    });
  });
});
