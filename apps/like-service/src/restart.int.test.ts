import { join as joinPath } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ServiceBench, startProcess, until } from '@user-information/entity-service/testing';
import type { ServiceProcess } from '@user-information/entity-service/testing';
import {
  openEmbeddedEventLog,
  openEmbeddedSchemaRegistry,
} from '@user-information/event-log-embedded';
import { topics } from '@user-information/schemas';
import { join, replayLikes, tweet } from './test-history.ts';

const kills = 3;
const userIds = Array.from({ length: 30 }, (_, index) => `u${index}`);
const tweetIds = Array.from({ length: 30 }, (_, index) => `t${index}`);

let bench: ServiceBench;
let service: ServiceProcess | undefined;

beforeEach(async () => {
  bench = await ServiceBench.open('like-service', async (directory) => ({
    log: await openEmbeddedEventLog({ directory }),
    registry: await openEmbeddedSchemaRegistry({ directory }),
  }));
});

afterEach(async () => {
  await service?.kill();
  await bench.close();
});

async function start(likes: string, unlikes: string): Promise<ServiceProcess> {
  service = await startProcess(joinPath(__dirname, 'main.ts'), {
    DATA_DIR: bench.directory,
    LIKES_PER_SECOND: likes,
    UNLIKES_PER_SECOND: unlikes,
  });
  return service;
}

describe('like-service, killed in mid-flight', () => {
  it('publishes no like twice and knows all that it published', async () => {
    await join(bench, ...userIds);
    await tweet(bench, ...tweetIds);
    for (let kill = 0; kill < kills; kill += 1) {
      const running = await start('400', '300');
      const { length } = await bench.said(topics.likes);
      await until(async () => (await bench.said(topics.likes)).length > length + 150);
      await running.kill();
    }
    const { likes, repeats } = replayLikes(await bench.said(topics.likes));
    expect(repeats).toEqual([]);
    const { url } = await start('0', '0');
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain(
      `entity_service_known_keys{topic="likes",service="like-service"} ${likes.size}`,
    );
  });
});
