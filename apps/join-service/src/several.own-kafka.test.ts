import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ServiceProcess } from '@user-information/harness';
import { freePorts, startKafka, startRegistry } from '@user-information/servers';
import type { Kafka, Registry } from '@user-information/servers';

const workspace = resolve(__dirname, '../../..');
const userIds = Array.from({ length: 12 }, (_, n) => `user${n}`);

let kafka: Kafka;
let registry: Registry;
let folder: string;
let users: ServiceProcess;
let joins: readonly ServiceProcess[];

beforeAll(async () => {
  kafka = await startKafka();
  registry = await startRegistry();
  folder = await mkdtemp(join(tmpdir(), 'several-joins-'));
  const log = { KAFKA_BROKERS: kafka.brokers, SCHEMA_REGISTRY_URL: registry.url };
  const env = { ...log, EVENT_LOG: 'kafka', LOG_LEVEL: 'warn', STATUSES_PER_SECOND: '0' };
  const [first, ...ports] = (await freePorts(4)).map((port) => ({
    workspace,
    port,
    env: { ...env, DATA_DIR: join(folder, String(port)) },
  }));
  users = new ServiceProcess({ name: 'user-service', ...first! });
  joins = ports.map((port) => new ServiceProcess({ name: 'join-service', ...port }));
  for (const service of [users, ...joins]) service.start();
  await Promise.all([users, ...joins].map((service) => service.ready()));
});

afterAll(async () => {
  await Promise.all([users, ...joins].map((service) => service.stop('SIGKILL')));
  await registry.remove();
  await kafka.remove();
  await rm(folder, { recursive: true });
});

async function put(userId: string): Promise<void> {
  const body = JSON.stringify({ userId, username: userId, name: `Ä ${userId}` });
  const headers = { 'content-type': 'application/json' };
  const { status } = await fetch(`${users.url}/users`, { method: 'POST', headers, body });
  expect(status).toBe(201);
}

async function ask({ url }: ServiceProcess, path: string) {
  const { status, body } = await fetch(url + path).then(async (response) => ({
    status: response.status,
    body: (await response.json()) as Record<string, unknown>,
  }));
  return { status, body };
}

/** Asks until there is an answer; what is none must say so. */
async function answered(join: ServiceProcess, path: string): Promise<Record<string, unknown>> {
  for (;;) {
    const { status, body } = await ask(join, path);
    if (status === 200) return body;
    expect([404, 502, 503]).toContain(status);
  }
}

describe('several instances of join-service', () => {
  it('answer for all users, whichever of them is asked, and the others when one is gone', async () => {
    await Promise.all(userIds.map(put));
    for (const service of joins) {
      for (const userId of userIds) {
        expect(await answered(service, `/users/${userId}`)).toMatchObject({
          userId,
          name: `Ä ${userId}`,
          tweetCount: 0,
          joinedDate: null,
        });
      }
      const { body } = await ask(service, '/users?limit=100');
      expect(body['items']).toEqual(
        [...userIds].sort().map((userId) => expect.objectContaining({ userId })),
      );
      expect((await ask(service, '/users/nobody')).status).toBe(404);
    }
    const [gone, ...others] = joins;
    await gone?.stop();
    for (const service of others) {
      for (const userId of userIds) {
        expect(await answered(service, `/users/${userId}`)).toMatchObject({ userId });
      }
    }
  });
});
