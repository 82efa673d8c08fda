import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { EventLog } from '@user-information/event-log';
import {
  openEmbeddedEventLog,
  openEmbeddedSchemaRegistry,
} from '@user-information/event-log-embedded';
import { topics } from '@user-information/schemas';
import { testUser } from '@user-information/schemas/testing';
import type { SchemaRegistry } from '@user-information/serde';
import { topicSerde } from '@user-information/serde';
import type { FeedEvent } from '../snapshot.ts';
import { SourceFeed } from './source-feed.ts';

let directory: string;
let log: EventLog;
let registry: SchemaRegistry;
let stopping: AbortController;
let following: Promise<void>;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'source-feed-'));
  log = await openEmbeddedEventLog({ directory, durability: 'process' });
  registry = await openEmbeddedSchemaRegistry({ directory });
  stopping = new AbortController();
});

afterEach(async () => {
  stopping.abort();
  await following;
  await registry.close();
  await log.close();
  await rm(directory, { recursive: true });
});

const ann = testUser('ann', { name: 'Ann' });

it('tells what is published from now on, by the names that were published before', async () => {
  const users = topicSerde(topics.users, registry);
  const follows = topicSerde(topics.follows, registry);
  await Promise.all([users.open(), follows.open()]);
  const { users: usersTopic, userInformation, ...others } = topics;
  for (const { name } of [usersTopic, userInformation, others.tweets, others.likes]) {
    await log.createTopics([{ name, kind: 'changelog', partitions: 1 }]);
  }
  await log.append([{ topic: 'users', key: Buffer.from('ann'), value: users.serialize(ann) }]);
  const feed = new SourceFeed();
  following = feed.follow(log, registry, stopping.signal);

  // A topic that comes later is found, and a record that nobody can read passed over.
  await log.createTopics([{ name: 'follows', kind: 'changelog', partitions: 1 }]);
  const follow = { followId: 'ann-bob', followerId: 'ann', followeeId: 'bob', createdAt: 1 };
  const seen: FeedEvent[] = [];
  while (!seen.some(({ users: [who] }) => who?.name === 'Ann')) {
    await log.append([
      { topic: 'follows', key: Buffer.from('ann-bob'), value: Buffer.from('no Avro') },
      { topic: 'follows', key: Buffer.from('ann-bob'), value: follows.serialize(follow) },
    ]);
    await sleep(20);
    seen.push(...feed.takeEvents());
  }
  expect(seen.every(({ kind }) => kind === 'follows')).toBe(true);
  expect(feed.countOf('follows')).toBeGreaterThanOrEqual(2 * seen.length);
  expect(seen.at(-1)).toMatchObject({
    users: [
      { userId: 'ann', name: 'Ann' },
      { userId: 'bob', name: 'bob' },
    ],
    isTombstone: false,
  });

  const bob = testUser('bob', { name: 'Bob' });
  await log.append([{ topic: 'users', key: Buffer.from('bob'), value: users.serialize(bob) }]);
  while (!seen.some(({ kind }) => kind === 'users')) {
    await sleep(20);
    seen.push(...feed.takeEvents());
  }
  expect(seen.find(({ kind }) => kind === 'users')?.users).toEqual([
    { userId: 'bob', name: 'Bob' },
  ]);
});
