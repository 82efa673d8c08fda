import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ServiceBench, startProcess, until } from '@user-information/entity-service/testing';
import type { ServiceProcess } from '@user-information/entity-service/testing';
import {
  openEmbeddedEventLog,
  openEmbeddedSchemaRegistry,
} from '@user-information/event-log-embedded';
import { topics } from '@user-information/schemas';
import { testUser } from '@user-information/schemas/testing';
import { replayFollows } from './test-history.ts';

const kills = 4;
const userIds = Array.from({ length: 40 }, (_, index) => `u${index}`);

let bench: ServiceBench;
let service: ServiceProcess | undefined;

beforeEach(async () => {
  bench = await ServiceBench.open('follow-service', async (directory) => ({
    log: await openEmbeddedEventLog({ directory }),
    registry: await openEmbeddedSchemaRegistry({ directory }),
  }));
});

afterEach(async () => {
  await service?.kill();
  await bench.close();
});

async function start(settings: Record<string, string>): Promise<ServiceProcess> {
  service = await startProcess(join(__dirname, 'main.ts'), {
    DATA_DIR: bench.directory,
    ...settings,
  });
  return service;
}

describe('follow-service, killed in mid-flight', () => {
  it('forgets no follow that it answered for, and publishes none twice', async () => {
    for (const userId of userIds) await bench.publish(topics.users, userId, testUser(userId));
    const answered: unknown[] = [];
    for (let kill = 0; kill < kills; kill += 1) {
      const running = await start({
        FOLLOWS_PER_SECOND: '400',
        UNFOLLOWS_PER_SECOND: '300',
      });
      const { length } = await bench.said(topics.follows);
      const commands = followAll(running.url, `u${kill}`, answered);
      await until(async () => (await bench.said(topics.follows)).length > length + 150);
      await running.kill();
      await commands;
    }
    const records = await bench.said(topics.follows);
    expect(replayFollows(records).repeats).toEqual([]);
    const published = records.map(({ value, record: { topic, partition, offset } }) => ({
      ...value,
      record: { topic, partition, offset },
    }));
    expect(answered.length).toBeGreaterThan(0);
    for (const answer of answered) expect(published).toContainEqual(answer);

    const { url } = await start({ FOLLOWS_PER_SECOND: '0', UNFOLLOWS_PER_SECOND: '0' });
    const metrics = await (await fetch(`${url}/metrics`)).text();
    const known = replayFollows(records).follows.size;
    expect(metrics).toContain(
      `entity_service_known_keys{topic="follows",service="follow-service"} ${known}`,
    );
  });

  it('is not started twice on the same data', async () => {
    await start({});
    const second = startProcess(join(__dirname, 'main.ts'), { DATA_DIR: bench.directory });
    await expect(second).rejects.toThrow(
      /^follow-service: Group "follow-service" has a member already.*\n$/m,
    );
  });
});

/** Has a user follow all others, one after another, for as long as the service answers. */
async function followAll(url: string, followerId: string, answered: unknown[]): Promise<void> {
  for (const followeeId of userIds) {
    const response = await fetch(`${url}/follows`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ followerId, followeeId }),
    }).catch(() => undefined);
    const body: unknown = await response?.json().catch(() => undefined);
    if (response?.status === 201 && body !== undefined) answered.push(body);
  }
}
