import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { partitionFor } from '@user-information/event-log';
import type { EventLog, MemberDescription } from '@user-information/event-log';
import { openKafkaEventLog } from '@user-information/event-log-kafka';
import { openHttpSchemaRegistry } from '@user-information/schema-registry-http';
import { createLogger } from '@user-information/observability';
import { topics } from '@user-information/schemas';
import type { UserInformation } from '@user-information/schemas';
import { topicSerde } from '@user-information/serde';
import type { SchemaRegistry, Serde } from '@user-information/serde';
import { partitionsGroup } from './partitions-group.ts';
import { asJson, aUser } from './test-topic.ts';
import { ViewProcess } from './test-view-process.ts';

const logger = createLogger({ name: 'test', level: 'silent', format: 'json' });
const { KAFKA_BROKERS: brokers = '', SCHEMA_REGISTRY_URL: registryUrl = '' } = process.env;
const userIds = Array.from({ length: 60 }, (_, n) => `user-${n}`);

let topic: string;
let folder: string;
let log: EventLog;
let registry: SchemaRegistry;
let serde: Serde<UserInformation>;
let instances: ViewProcess[];
let router: ViewProcess;

beforeEach(async () => {
  topic = `partitioned-${randomUUID()}`;
  folder = await mkdtemp(join(tmpdir(), 'partitioned-'));
  log = await openKafkaEventLog({ brokers: brokers.split(','), clientId: 'test' });
  await log.createTopics([{ name: topic, kind: 'changelog', partitions: 3 }]);
  registry = await openHttpSchemaRegistry({ url: registryUrl, logger });
  const opened = topicSerde({ ...topics.userInformation, name: topic }, registry);
  await opened.open();
  serde = opened;
  await putAll(1);
  instances = [0, 1, 2].map(startInstance);
  router = start('router', { VIEW_STORE: 'instances' });
  await Promise.all(instances.map(isReady));
  await router.isReady();
});

afterEach(async () => {
  await Promise.all([router, ...instances].map((one) => one.stop('SIGKILL')));
  await registry.close();
  await log.close();
  await rm(folder, { recursive: true });
});

function start(name: string, env: Readonly<Record<string, string>>): ViewProcess {
  return new ViewProcess(join(folder, name), { EVENT_LOG: 'kafka', VIEW_TOPIC: topic, ...env });
}

function startInstance(n: number): ViewProcess {
  return start(`instance-${n}`, { VIEW_PARTITIONS: 'shared', STANDBY_REPLICAS: '1' });
}

async function isReady(one: ViewProcess): Promise<void> {
  while ((await fetch(`${await one.url}/health/ready`)).status !== 200) await setTimeout(20);
}

async function putAll(tweetCount: number): Promise<string> {
  const appended = await log.append(
    userIds.map((userId) => ({
      topic,
      key: Buffer.from(userId),
      value: serde.serialize(aUser(userId, tweetCount)),
    })),
  );
  return appended.map((at) => `${at.topic}-${at.partition}@${at.offset}`).join();
}

/** Resolves with the members once these hold what is asked for. */
async function members(
  isSo: (all: readonly MemberDescription[]) => boolean,
): Promise<readonly MemberDescription[]> {
  for (;;) {
    const all = await log.groupMembers(partitionsGroup(topic));
    if (isSo(all)) return all;
    await setTimeout(50);
  }
}

/** Members tell of themselves one after the other: in between, two may have the same partition. */
const areShared = (all: readonly MemberDescription[]): boolean =>
  all.length === 3 &&
  all.every(({ active, standby }) => active.length === 1 && standby.length === 1) &&
  new Set(all.map(({ active }) => active[0]?.partition)).size === 3;

/** Asks for users, one after the other, until it is told to end; counts the answers by their status. */
async function client(signal: AbortSignal): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  const seen = new Map<string, number>();
  for (let n = 0; !signal.aborted; n += 1) {
    const userId = userIds[n % userIds.length]!;
    const { body, status } = await router.ask(`/users/${userId}`);
    const { detail, tweetCount = 0 } = body as { detail?: string; tweetCount?: number };
    const told = status === 200 ? '200' : `${status} ${detail}`;
    counts[told] = (counts[told] ?? 0) + 1;
    if (status !== 200) continue;
    expect(tweetCount).toBeGreaterThanOrEqual(seen.get(userId) ?? 0);
    seen.set(userId, tweetCount);
  }
  return counts;
}

it('answers every request while an owner is killed -9, and its partition moves, and moves back', async () => {
  const all = await members(areShared);
  const linesBefore = router.lines.length;
  const over = new AbortController();
  const clients = [client(over.signal), client(over.signal)];
  const urls = await Promise.all(instances.map(({ url }) => url));
  const owner = all.find(({ active }) => active[0]?.partition === 0);
  const killed = urls.findIndex((url) => new URL(url).host === owner?.address);
  await instances[killed]!.stop('SIGKILL');

  const itsUser = userIds.find((userId) => partitionFor(Buffer.from(userId), 3) === 0)!;
  const answer = await fetch(`${await router.url}/users/${itsUser}`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('x-view-copy')).toBe('standby');
  expect(Number(answer.headers.get('x-view-lag-ms'))).toBeLessThan(30_000);
  await putAll(2);

  await members((now) => now.length === 2 && now.flatMap(({ active }) => active).length === 3);
  await putAll(3);
  instances[killed] = startInstance(killed);
  await isReady(instances[killed]);
  await members(areShared);
  const newest = await putAll(4);
  const path = `/users?limit=1&after=${newest.split(',').slice(-20).join()}&waitMs=10000`;
  while ((await router.ask(path)).status !== 200) await setTimeout(20);
  over.abort();

  const problems = router.lines.slice(linesBefore).filter((line) => line.includes("can't be used"));
  for (const counts of await Promise.all(clients)) {
    expect({ counts, problems }).toEqual({ counts: { 200: expect.any(Number) }, problems: [] });
  }
  const expected = userIds.toSorted().map((userId) => asJson(aUser(userId, 4)));
  let rows = await router.rows();
  while (JSON.stringify(rows) !== JSON.stringify(expected)) rows = await router.rows();
  for (const { errors } of [router, ...instances]) expect(errors).toEqual([]);
});
