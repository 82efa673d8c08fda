import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ServiceBench, until } from '@user-information/entity-service/testing';
import {
  openEmbeddedEventLog,
  openEmbeddedSchemaRegistry,
} from '@user-information/event-log-embedded';
import { topics } from '@user-information/schemas';
import type { Status } from '@user-information/schemas';
import { fakerStatuses } from '@user-information/simulation/faker';
import { readConfig } from './config.ts';
import { startUserService } from './start-user-service.ts';

let bench: ServiceBench;

beforeEach(async () => {
  bench = await ServiceBench.open('user-service', async (directory) => ({
    log: await openEmbeddedEventLog({ directory }),
    registry: await openEmbeddedSchemaRegistry({ directory }),
  }));
});

afterEach(() => bench.close());

async function start(settings: Record<string, string>): Promise<void> {
  const config = readConfig({ PORT: '0', ...settings });
  await bench.start((context) => startUserService(context, config));
}

describe('SOURCE=faker', () => {
  it('goes on at a restart where it stopped, with the same statuses as without one', async () => {
    for (const count of [50, 150]) {
      await start({ SEED: '7', USERS: '30', STATUSES_PER_SECOND: '1000' });
      await until(async () => (await bench.said(topics.statuses)).length > count);
      await bench.stop();
    }
    const said = (await bench.said(topics.statuses)).map(({ value }) => value!);
    const statusOf = fakerStatuses({ seed: 7, users: 30 });
    const expected = said.map((_, step) => statusOf(step, 0));
    const sorted = (statuses: readonly Status[]) =>
      statuses.map((status) => JSON.stringify({ ...status, createdAt: 0 })).sort();
    expect(sorted(said)).toEqual(sorted(expected));
  });

  it('is off at 0 statuses a second', async () => {
    await start({ STATUSES_PER_SECOND: '0' });
    await bench.ask('POST', '/users', { userId: 'ada', username: 'ada', name: 'Ada' });
    expect(await bench.said(topics.statuses)).toEqual([]);
  });

  it('says all of a user in one partition, so that it stays in order', async () => {
    await start({ USERS: '5', STATUSES_PER_SECOND: '1000' });
    await until(async () => (await bench.said(topics.statuses)).length > 100);
    const said = await bench.said(topics.statuses);
    const byUser = Object.groupBy(said, ({ value }) => String(value?.userId));
    for (const statuses of Object.values(byUser)) {
      expect(new Set(statuses!.map(({ record }) => record.partition)).size).toBe(1);
    }
  });
});

describe('SOURCE=twitter', () => {
  let x: Server | undefined;

  afterEach(async () => {
    x?.closeAllConnections();
    await new Promise((resolve) => (x === undefined ? resolve(undefined) : x.close(resolve)));
  });

  /** X's sample stream: two posts with a line in between that is no JSON. */
  async function startX(): Promise<string> {
    const post = (id: string, name: string) => ({
      data: { id, text: `Post ${id}`, author_id: '42', created_at: '2026-01-01T00:00:00.000Z' },
      includes: { users: [{ id: '42', username: 'ada', name }] },
    });
    x = createServer((request, response) => {
      expect(request.headers.authorization).toBe('Bearer token');
      expect(request.url).toContain('/2/tweets/sample/stream');
      response.write(`${JSON.stringify(post('1', 'Ada'))}\r\n\r\n{oops\r\n`);
      response.write(`${JSON.stringify(post('2', 'Ada L.'))}\r\n`);
    });
    await new Promise((resolve) => x?.listen(0, '127.0.0.1', () => resolve(undefined)));
    return `http://127.0.0.1:${(x.address() as AddressInfo).port}`;
  }

  it("appends X's posts, and publishes their authors", async () => {
    const TWITTER_API_URL = await startX();
    await start({ SOURCE: 'twitter', TWITTER_BEARER_TOKEN: 'token', TWITTER_API_URL });
    await until(async () => (await bench.said(topics.users)).length === 2);
    expect((await bench.said(topics.users)).map(({ value }) => value?.name)).toEqual([
      'Ada',
      'Ada L.',
    ]);
    const statuses = await bench.said(topics.statuses);
    expect(statuses.map(({ key, value }) => [key, value?.text])).toEqual([
      ['1', 'Post 1'],
      ['2', 'Post 2'],
    ]);
    expect(bench.context.failures).toEqual([]);
  });

  it('says what is missing when it has no token', async () => {
    await expect(start({ SOURCE: 'twitter' })).rejects.toMatchObject({
      code: 'MISSING_TOKEN',
      message: expect.stringContaining('set TWITTER_BEARER_TOKEN'),
    });
  });
});
