import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ServiceBench, startProcess, until } from '@user-information/entity-service/testing';
import type { ServiceProcess } from '@user-information/entity-service/testing';
import {
  openEmbeddedEventLog,
  openEmbeddedSchemaRegistry,
} from '@user-information/event-log-embedded';
import { topics } from '@user-information/schemas';
import { tweetDeleted, tweeted } from './test-statuses.ts';

const kills = 4;

let bench: ServiceBench;
let service: ServiceProcess | undefined;

beforeEach(async () => {
  bench = await ServiceBench.open('tweet-service', async (directory) => ({
    log: await openEmbeddedEventLog({ directory }),
    registry: await openEmbeddedSchemaRegistry({ directory }),
  }));
});

afterEach(async () => {
  await service?.kill();
  await bench.close();
});

async function start(): Promise<ServiceProcess> {
  service = await startProcess(join(__dirname, 'main.ts'), { DATA_DIR: bench.directory });
  return service;
}

describe('tweet-service, killed in mid-flight', () => {
  it('publishes what the statuses say, each change once', async () => {
    let next = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      const running = await start();
      const { length } = await bench.said(topics.tweets);
      const killed = until(async () => (await bench.said(topics.tweets)).length > length + 60).then(
        () => running.kill(),
      );
      for (let count = 0; count < 150; count += 1, next += 1) {
        await bench.publish(topics.statuses, `t${next}`, tweeted(`t${next}`));
        if (next % 3 === 0)
          await bench.publish(topics.statuses, `t${next}`, tweetDeleted(`t${next}`));
      }
      await killed;
    }
    await start();
    const expected = next + Math.ceil(next / 3);
    await until(async () => (await bench.said(topics.tweets)).length >= expected);
    const histories = Map.groupBy(await bench.said(topics.tweets), ({ key }) => key);
    const found = Array.from({ length: next }, (_, index) =>
      histories.get(`t${index}`)?.map(({ value }) => value?.text ?? null),
    );
    const texts = found.map((_, index) =>
      index % 3 === 0 ? [`This is t${index}.`, null] : [`This is t${index}.`],
    );
    expect(found).toEqual(texts);
    expect(await bench.deadLetters()).toEqual([]);
  });
});
