import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createMetrics } from '@user-information/observability';
import { topics } from '@user-information/schemas';
import type { User } from '@user-information/schemas';
import { testUser } from '@user-information/schemas/testing';
import { topicSerde } from '@user-information/serde';
import { startHttpServer } from '@user-information/service';
import type { HttpServer } from '@user-information/service';
import { queryRoutes } from './query-routes.ts';
import type { TestJoin } from './test-join.ts';
import { removeTestJoin, startTestJoin } from './test-join.ts';

const address = '127.0.0.1:8085';
const user = (userId: string): User => testUser(userId, { joinedDate: 1_646_049_600_000 });

let join: TestJoin;
let server: HttpServer;
const steps: (() => Promise<void> | void)[] = [];

beforeAll(async () => {
  join = await startTestJoin();
  const metrics = createMetrics({ service: 'test' });
  const logger = { error: (fields: object) => expect(fields).toEqual({}) };
  const { log, registry, health, streams } = join;
  server = await startHttpServer({ host: '127.0.0.1', port: 0, logger, metrics, health });
  const scope = { onClose: (step: () => Promise<void> | void) => void steps.push(step) };
  await server.serve(await queryRoutes({ log, registry, streams, address, metrics, scope }));
});
afterAll(async () => {
  await server.close();
  for (const step of steps) await step();
  await join.close();
  await removeTestJoin(join);
});

async function ask(path: string) {
  const response = await fetch(server.url + path);
  return { status: response.status, body: await response.json() };
}

/** The first answer that is neither "not yet" nor "not ready". */
async function answered(path: string) {
  let answer = await ask(path);
  while (answer.status !== 200) {
    expect([404, 503]).toContain(answer.status);
    answer = await ask(path);
  }
  return answer;
}

describe('join-service, asked for its state', () => {
  it('tells its topology', async () => {
    const response = await fetch(`${server.url}/topology`);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await response.text()).toMatch(/^flowchart LR\n.*\(\[users\]\)/s);
  });

  it('tells that it has the store of the view', async () => {
    const self = { host: '127.0.0.1', port: 8085, 'state-store-names': ['user-information'] };
    expect(await ask('/metadata')).toEqual({ status: 200, body: { result: [self] } });
    expect(await ask('/metadata/stores/user-information/key/ann')).toEqual({
      status: 200,
      body: { result: self },
    });
  });

  it('answers with the row that it has committed', async () => {
    const users = topicSerde(topics.users, join.registry);
    await users.open();
    const ids = ['ann', 'bob', 'cho', 'dee'];
    await join.log.append(
      ids.map((id) => ({
        topic: 'users',
        key: Buffer.from(id),
        value: users.serialize(user(id)),
      })),
    );
    const counts = { tweetCount: 0, followingCount: 0, followerCount: 0, likeCount: 0 };
    for (const id of ids) {
      const { body: stored } = await answered(`/stores/user-information/get/${id}`);
      expect(stored).toEqual({ response: { ...user(id), ...counts } });
      // As a replica of the view answers it.
      const row = { ...user(id), ...counts, joinedDate: '2022-02-28T12:00:00.000Z' };
      expect((await answered(`/users/${id}`)).body).toEqual(row);
    }
    const { body } = await ask('/stores/user-information/range?from=bob&to=cho');
    expect(body).toMatchObject({ result: [{ key: 'bob' }, { key: 'cho' }], next: null });
    expect((await ask('/stores/user-information/approximate-num-entries')).body).toEqual({
      result: 4,
    });
  });
});
