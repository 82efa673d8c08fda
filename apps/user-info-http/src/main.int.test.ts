import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { asJson, aUser, TestTopic } from './test-topic.ts';
import { ViewProcess } from './test-view-process.ts';

let topic: TestTopic;
let processes: ViewProcess[];

beforeEach(async () => {
  processes = [];
  topic = await TestTopic.open();
});

afterEach(async () => {
  for (const view of processes) await view.stop('SIGKILL');
  await topic.close();
});

function start(env: Readonly<Record<string, string>> = {}, dataDir = topic.dataDir): ViewProcess {
  const view = new ViewProcess(dataDir, env);
  processes.push(view);
  return view;
}

describe('user-info-http', () => {
  it('says where it listens, what it does, and what to try; then serves until it is stopped', async () => {
    await topic.append([['7', 3]]);
    const view = start({ PROGRESS_SECONDS: '1' });
    await view.isReady();
    expect(await view.ask('/health/ready')).toMatchObject({ status: 200, body: { ready: true } });
    expect(view.lines.slice(0, 2)).toEqual([
      `listens on ${await view.url} and tells who a user is, with four counts, from its disk`,
      `Try: curl '${await view.url}/users?limit=20'`,
    ]);
    const user = asJson(aUser('7', 3));
    expect(Object.keys(user as object)).toHaveLength(13);
    expect(await view.ask('/users/7')).toEqual({ status: 200, body: user });
    expect(await view.ask('/users?limit=20')).toEqual({
      status: 200,
      body: { items: [user], next: null },
    });
    expect(await view.ask('/users/8')).toMatchObject({ status: 404 });
    expect(await view.stop('SIGINT')).toBe(0);
    expect(view.errors).toEqual([]);
  });

  it('shows an update, a deletion, and a user that returns', async () => {
    const view = start();
    await view.isReady();
    for (const tweetCount of [1, 2, null, 3]) {
      await topic.append([['7', tweetCount]]);
      const expected =
        tweetCount === null
          ? { status: 404 }
          : { status: 200, body: asJson(aUser('7', tweetCount)) };
      // The update is on its way: ask until it is there.
      let answer = await view.ask('/users/7');
      while (
        answer.status !== expected.status ||
        count(answer.body) !== (tweetCount ?? undefined)
      ) {
        answer = await view.ask('/users/7');
      }
      expect(answer).toMatchObject(expected);
    }
    expect(await view.metric('view_update_latency_seconds_count')).toBe(4);
  });

  it('answers 500 for the one user whose value is damaged, and serves the others', async () => {
    await topic.append([['good', 1]]);
    await topic.appendDamaged('bad');
    const view = start();
    await view.isReady();
    expect(await view.ask('/users/bad')).toMatchObject({
      status: 500,
      body: { title: 'Undecodable value', topic: 'user-information', key: 'bad' },
    });
    expect(await view.ask('/users/good')).toMatchObject({ status: 200 });
    expect(await view.ask('/users')).toMatchObject({
      body: { items: [{ userId: 'good' }], undecodable: ['bad'] },
    });
    expect(await view.metric('view_undecodable_values_total')).toBe(2);
  });
});

function count(body: unknown): number | undefined {
  return (body as { tweetCount?: number }).tweetCount;
}

describe('what cannot start says so in one line, and exits with 1', () => {
  async function failure(view: ViewProcess): Promise<string> {
    expect(await view.exit()).toBe(1);
    expect(view.errors).toHaveLength(1);
    return view.errors[0] ?? '';
  }

  it('a second one on the same data', async () => {
    const first = start();
    await first.isReady();
    expect(await failure(start())).toMatch(
      /^user-info-http: The state store in \S+user-info-http\/user-information is open already/,
    );
    expect(await first.ask('/health/ready')).toMatchObject({ status: 200 });
  });

  it('one whose port is taken', async () => {
    const first = start();
    const { port } = new URL(await first.url);
    const other = await TestTopic.open();
    expect(await failure(start({ PORT: port }, other.dataDir))).toBe(
      `user-info-http: Port ${port} is taken on 127.0.0.1. Stop the program that has it, or set PORT to another port.`,
    );
    await other.close();
  });

  it('one with a bad setting', async () => {
    expect(await failure(start({ CACHE_MEGABYTES: 'lots' }))).toBe(
      'user-info-http: CACHE_MEGABYTES="lots" is not allowed: set it to a whole number from 0 to 65536, or leave it out for 32.',
    );
  });

  it('one whose data folder cannot be', async () => {
    const file = join(topic.dataDir, 'file');
    await writeFile(file, '');
    expect(await failure(start({}, file))).toContain(file);
  });

  it('one whose topic has other partitions', async () => {
    expect(await failure(start({ PARTITIONS: '5' }))).toMatch(
      /^user-info-http: Topic "user-information" exists but differs: /,
    );
  });

  it('one whose state is ahead of the log, which was replaced', async () => {
    await topic.append([['7', 1]]);
    const first = start();
    await first.isReady();
    await first.stop();
    const other = await TestTopic.open();
    const state = join(other.dataDir, 'user-info-http');
    await rename(join(topic.dataDir, 'user-info-http'), state);
    const line = await failure(start({}, other.dataDir));
    expect(line).toMatch(/: the log was replaced\. Delete \S+ and start again\.$/);
    expect(line).toContain(`Delete ${join(state, 'user-information')} `);
    await other.close();
  });
});
