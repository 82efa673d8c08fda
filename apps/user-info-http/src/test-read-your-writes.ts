import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import type { EventLog } from '@user-information/event-log';
import { topics } from '@user-information/schemas';
import type { Topic } from '@user-information/schemas';
import { testUser } from '@user-information/schemas/testing';
import { topicSerde } from '@user-information/serde';
import type { SchemaRegistry } from '@user-information/serde';
import { ViewProcess } from './test-view-process.ts';

/** A log that the test writes, and that services are told of. */
export interface TestLog {
  readonly log: EventLog;
  readonly registry: SchemaRegistry;
  readonly dataDir: string;
  /** Settings by which services use it. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

interface LastEvent {
  readonly fields: readonly string[];
  readonly position: string;
  readonly happenedAt: string;
  readonly appliedAt: string;
}

let written: TestLog;
let view: ViewProcess;
let join: ViewProcess;

/** Declares, under Jest, that a read includes what was written, whatever the log is. */
export function readYourWritesTests(open: () => Promise<TestLog>): void {
  // It starts processes, which on a busy machine takes seconds.
  jest.setTimeout(180_000);

  beforeEach(async () => {
    written = await open();
    const kind = 'changelog';
    const names = [topics.users, topics.tweets, topics.follows, topics.likes];
    await written.log.createTopics(names.map(({ name }) => ({ name, kind, partitions: 3 })));
    view = new ViewProcess(written.dataDir, written.env);
    join = startJoin();
    await view.isReady();
  });

  afterEach(async () => {
    await join.stop('SIGKILL');
    await view.stop('SIGKILL');
    await written.close();
  });

  it(
    'includes what was written to each topic that the join reads, through kill -9 of it',
    includesAll,
  );
}

function startJoin(): ViewProcess {
  return new ViewProcess(written.dataDir, written.env, 'join-service');
}

/** Appends what a service would, and answers with what `?after=` takes. */
async function append<V>(to: Topic<V>, key: string, value: V | null): Promise<string> {
  const serde = topicSerde(to, written.registry);
  await serde.open();
  const bytes = value === null ? null : serde.serialize(value);
  const [at] = await written.log.append([{ topic: to.name, key: Buffer.from(key), value: bytes }]);
  return `${at?.topic}-${at?.partition}@${at?.offset}`;
}

async function includesAll(): Promise<void> {
  const after = (position: string) => view.ask(`/users/ann?after=${position}&waitMs=10000`);
  const createdAt = Date.now();
  const lastOf = { tweetCount: '', likeCount: '', followingCount: '', backgroundImageUrl: '' };
  const expected = { tweetCount: 0, followingCount: 0, followerCount: 0, likeCount: 0 };
  // It takes the join longer to start than a request waits.
  await join.url;
  while ((await after(await append(topics.users, 'ann', testUser('ann')))).status !== 200);

  for (let n = 0; n < 25; n += 1) {
    if (n === 10) {
      await join.stop('SIGKILL');
      const position = await append(topics.likes, `ann-${n}`, null);
      expect(await view.ask(`/users/ann?after=${position}&waitMs=100`)).toMatchObject({
        status: 503,
        body: { waitsFor: { topic: 'likes', group: 'join-service', recordsLeft: 1 } },
      });
      expect(await view.ask('/users/ann')).toMatchObject({ status: 200, body: expected });
      join = startJoin();
      while ((await after(position)).status !== 200) await setTimeout(10);
    }
    const [tweetId, likeId] = [`t${n}`, `ann-t${n}`];
    const tweet = { tweetId, userId: 'ann', text: '', createdAt };
    expected.tweetCount += 1;
    expect(await after(await append(topics.tweets, tweetId, tweet))).toMatchObject({
      body: expected,
    });
    const like = { likeId, userId: 'ann', tweetId, createdAt };
    expected.likeCount += 1;
    lastOf.likeCount = await append(topics.likes, likeId, like);
    expect(await after(lastOf.likeCount)).toMatchObject({ body: expected });
    const follow = { followId: `f${n}`, followerId: 'ann', followeeId: 'bob', createdAt };
    expected.followingCount += 1;
    lastOf.followingCount = await append(topics.follows, `f${n}`, follow);
    expect(await after(lastOf.followingCount)).toMatchObject({ body: expected });
    expected.tweetCount -= 1;
    lastOf.tweetCount = await append(topics.tweets, tweetId, null);
    expect(await after(lastOf.tweetCount)).toMatchObject({ body: expected });
    const name = `Ann ${n}`;
    lastOf.backgroundImageUrl = await append(topics.users, 'ann', { ...testUser('ann'), name });
    const changed = { body: { ...expected, name } };
    expect(await after(lastOf.backgroundImageUrl)).toMatchObject(changed);
  }
  const { body } = await view.ask('/users/ann/explain');
  const { lastEvents } = (body as { row: { lastEvents: readonly LastEvent[] } }).row;
  const told = lastEvents.map(({ fields, position }) => [fields.at(-1), position] as const);
  expect(Object.fromEntries(told)).toEqual(lastOf);
  for (const event of lastEvents) {
    expect(Date.parse(event.happenedAt)).toBeGreaterThanOrEqual(createdAt);
    expect(Date.parse(event.appliedAt)).toBeGreaterThanOrEqual(Date.parse(event.happenedAt));
  }
  expect(await view.ask('/users/ann?after=statuses-0@1')).toMatchObject({ status: 400 });
}
