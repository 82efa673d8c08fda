import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { startRedis } from '@user-information/servers';
import type { Redis } from '@user-information/servers';
import { topics } from '@user-information/schemas';
import { TestTopic } from './test-topic.ts';
import { ViewProcess } from './test-view-process.ts';

let topic: TestTopic;
let redis: Redis;
let sink: ViewProcess;
let view: ViewProcess;

beforeEach(async () => {
  topic = await TestTopic.open();
  const { users, tweets, follows, likes } = topics;
  await topic.log.createTopics(
    [users, tweets, follows, likes].map(({ name, kind }) => ({ name, kind, partitions: 3 })),
  );
  redis = await startRedis({ password: 's3cret' });
  sink = startSink();
  view = startView();
});

afterEach(async () => {
  await sink.stop('SIGKILL');
  await view.stop('SIGKILL');
  await redis.remove();
  await topic.close();
});

function startSink(): ViewProcess {
  return new ViewProcess(
    topic.dataDir,
    { VIEW_SINK: 'redis', REDIS_URL: redis.url },
    'join-service',
  );
}

function startView(): ViewProcess {
  return new ViewProcess(topic.dataDir, { VIEW_STORE: 'redis', REDIS_URL: redis.url });
}

/** Updates, deletions and returns of 200 users. */
async function writeUntil(signal: AbortSignal): Promise<void> {
  for (let round = 1; !signal.aborted; round += 1) {
    const changes = Array.from({ length: 20 }, (_, n) => {
      const userId = `user-${(round * 37 + n * 101) % 200}`;
      return [userId, (round + n) % 7 === 0 ? null : round] as const;
    });
    await topic.append(changes);
    await setTimeout(20);
  }
}

async function servesTheTopic(): Promise<void> {
  const ends = await topic.log.endOffsets(topics.userInformation.name);
  const after = ends.map((end) => `${end.topic}-${end.partition}@${end.offset - 1}`).join();
  const path = `/users?limit=1&after=${after}&waitMs=10000`;
  while ((await view.ask(path)).status !== 200) await setTimeout(20);
  expect(await view.rows()).toEqual(await topic.expectedRows());
}

it('serves what join-service keeps in Redis, through kill -9 of each of them, without a disk', async () => {
  const writing = new AbortController();
  const written = writeUntil(writing.signal);
  await view.isReady();
  for (let kill = 0; kill < 2; kill += 1) {
    await sink.stop('SIGKILL');
    sink = startSink();
    await sink.url;
    await redis.kill();
    expect(await view.ask('/users/user-1')).toMatchObject({ status: 503 });
    await redis.start();
    await view.stop('SIGKILL');
    view = startView();
    await view.isReady();
  }
  writing.abort();
  await written;
  await servesTheTopic();
  expect(existsSync(join(topic.dataDir, 'user-info-http'))).toBe(false);
  expect([...view.lines, ...sink.lines, ...view.errors, ...sink.errors].join()).not.toContain(
    's3cret',
  );
});
