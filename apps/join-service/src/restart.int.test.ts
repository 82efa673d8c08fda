import { rm } from 'node:fs/promises';
import { join as path } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readAll } from '@user-information/event-log';
import { settled } from '@user-information/streams-testing';
import { topics } from '@user-information/schemas';
import type { Tweet } from '@user-information/schemas';
import { testUser } from '@user-information/schemas/testing';
import { topicSerde } from '@user-information/serde';
import { sourceTopics } from '@user-information/streams';
import type { TestJoin } from './test-join.ts';
import { removeTestJoin, startTestJoin } from './test-join.ts';
import { typedTopics } from './typed-topics.ts';
import { userInformation } from './user-information.ts';

const ann = testUser('ann', { name: 'Ann' });

describe('join-service, started again', () => {
  let join: TestJoin;

  beforeEach(async () => {
    join = await startTestJoin();
    const users = topicSerde(topics.users, join.registry);
    await users.open();
    await join.log.append([
      { topic: 'users', key: Buffer.from('ann'), value: users.serialize(ann) },
    ]);
    await tweet('t1', 't2');
  });

  afterEach(async () => {
    await join.close();
    await removeTestJoin(join);
  });

  async function tweet(...tweetIds: readonly string[]): Promise<void> {
    const tweets = topicSerde(topics.tweets, join.registry);
    await tweets.open();
    const record = (tweetId: string): Tweet => ({ tweetId, userId: 'ann', text: '', createdAt: 0 });
    await join.log.append(
      tweetIds.map((id) => ({
        topic: 'tweets',
        key: Buffer.from(id),
        value: tweets.serialize(record(id)),
      })),
    );
    await settled(
      join.log,
      'join-service',
      sourceTopics(userInformation(typedTopics(join.registry))),
    );
  }

  async function tweetCounts(): Promise<number[]> {
    const view = topicSerde(topics.userInformation, join.registry);
    const counts: number[] = [];
    for (const { value } of await readAll(join.log, 'user-information')) {
      counts.push((await view.deserialize(value as Buffer)).tweetCount);
    }
    return counts;
  }

  it('goes on where it stopped, and repeats nothing', async () => {
    const before = await tweetCounts();
    await join.close();
    join = await startTestJoin(join.directory);
    await tweet('t2', 't3');
    expect(await tweetCounts()).toEqual([...before, 3]);
  });

  it('begins a task again that was fenced though its group still has it here', async () => {
    const before = await tweetCounts();
    for (const partition of [0, 1, 2]) await join.log.transactor(`join-service-${partition}`);
    await tweet('t2', 't3');
    expect(await tweetCounts()).toEqual([...before, 3]);
    expect(join.failures).toEqual([]);
    expect(join.health.status().ready).toBe(true);
  });

  it('restores a lost state directory from the changelog topics, and is not ready before', async () => {
    await join.close();
    await rm(path(join.directory, 'join-service'), { recursive: true });
    join = await startTestJoin(join.directory);
    expect(join.health.status().ready).toBe(false);
    await tweet('t2', 't3');
    expect((await tweetCounts()).at(-1)).toBe(3);
    expect(join.health.status().ready).toBe(true);
  });

  it('refuses a state that is ahead of a log that was replaced, and says what to delete', async () => {
    await join.close();
    await rm(path(join.directory, 'log'), { recursive: true });
    join = await startTestJoin(join.directory);
    while (join.failures.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(join.failures[0]).toMatchObject({
      code: 'STATE_BEYOND_LOG',
      message: expect.stringContaining('Delete the state directory'),
    });
  });

  it('is refused while another one runs', async () => {
    await expect(startTestJoin(join.directory)).rejects.toMatchObject({
      code: 'GROUP_MEMBER_EXISTS',
      message: expect.stringContaining('"join-service" has a member already'),
    });
  });

  it('is refused another number of partitions than the topics were created with', async () => {
    await join.close();
    await expect(startTestJoin(join.directory, { PARTITIONS: '4' })).rejects.toMatchObject({
      code: 'TOPIC_CONFLICT',
    });
    join = await startTestJoin(join.directory);
  });
});
