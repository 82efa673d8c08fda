import { beforeEach, expect, it } from '@jest/globals';
import { openKafkaEventLog } from '@user-information/event-log-kafka';
import { createLogger, createMetrics } from '@user-information/observability';
import { freePorts } from '@user-information/servers';
import { testScript } from '../instances/test-script.ts';

const topic = `spread-${process.pid}`;
const startPartitions = testScript('partitions');

beforeEach(async () => {
  const log = await openKafkaEventLog({
    brokers: [String(process.env['KAFKA_BROKERS'])],
    clientId: 'test',
    logger: createLogger({ name: 'test', level: 'silent', format: 'json' }),
    metrics: createMetrics({ service: 'test' }),
  });
  await log.createTopics([{ name: topic, kind: 'changelog', partitions: 2 }]);
  await log.close();
});

it('has instances that share the partitions behind a router, and ends them all', async () => {
  const [port = 0] = await freePorts(1);
  const script = await startPartitions({
    VIEW_TOPIC: topic,
    INSTANCES: '2',
    ROUTER_PORT: String(port),
  });
  const url = `http://127.0.0.1:${port}`;
  expect(script.lines).toEqual([
    expect.stringContaining(`http://127.0.0.1:${port + 1} is ready`),
    expect.stringContaining(`http://127.0.0.1:${port + 2} is ready`),
    `The router listens on ${url} and asks whichever has what it is asked for.`,
    `Try: curl '${url}/users?limit=20'`,
  ]);
  expect(await (await fetch(`${url}/users`)).json()).toEqual({ items: [], next: null });
  expect((await fetch(`${url}/users/nobody`)).status).toBe(404);

  expect(await script.end()).toEqual([0, null]);
  await expect(fetch(url)).rejects.toThrow('fetch failed');
  await expect(fetch(`http://127.0.0.1:${port + 2}`)).rejects.toThrow('fetch failed');
});
