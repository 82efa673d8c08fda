import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { TestTopic } from './test-topic.ts';
import { ViewProcess } from './test-view-process.ts';

let topic: TestTopic;
let view: ViewProcess;

beforeEach(async () => {
  topic = await TestTopic.open();
});

afterEach(async () => {
  await view.stop('SIGKILL');
  await topic.close();
});

const users = 500;
const kills = 5;

it('is the topic, after kill -9 in the middle of updates again and again', async () => {
  const writing = new AbortController();
  const written = writeUntil(writing.signal);
  let newestSeen = 0;
  for (let killed = 0; killed < kills; killed += 1) {
    view = new ViewProcess(topic.dataDir);
    await view.isReady();
    newestSeen = await watchHotUser(newestSeen);
    await view.stop('SIGKILL');
  }
  writing.abort();
  const appended = await written;

  view = new ViewProcess(topic.dataDir);
  await view.isReady();
  expect(await view.rows()).toEqual(await topic.expectedRows());
  expect(await view.metric('view_lag_records')).toBe(0);
  // It did not begin from the start.
  expect(await view.metric('view_applied_records_total')).toBeLessThan(appended / 2);
});

/** Updates, deletions and returns of users; a hot one whose count only grows is in every batch. */
async function writeUntil(signal: AbortSignal): Promise<number> {
  let appended = 0;
  for (let round = 1; !signal.aborted; round += 1) {
    const others = Array.from({ length: 20 }, (_, n) => {
      const userId = `user-${(round * 37 + n * 101) % users}`;
      return [userId, (round + n) % 7 === 0 ? null : round] as const;
    });
    await topic.append([...others, ['hot', round]]);
    appended += 21;
    await setTimeout(5);
  }
  return appended;
}

/** Several clients read the hot user a while: what one has seen, none sees older again. */
async function watchHotUser(newestBefore: number): Promise<number> {
  let newest = newestBefore;
  const client = async (path: string) => {
    for (let asked = 0; asked < 40; asked += 1) {
      const atLeast = newest;
      const { body } = await view.ask(path);
      const row = path === '/users/hot' ? body : (body as { items: unknown[] }).items[0];
      const { tweetCount } = row as { tweetCount: number };
      expect(tweetCount).toBeGreaterThanOrEqual(atLeast);
      newest = Math.max(newest, tweetCount);
    }
  };
  await Promise.all(['/users/hot', '/users/hot', '/users?limit=1', '/users/hot'].map(client));
  return newest;
}
