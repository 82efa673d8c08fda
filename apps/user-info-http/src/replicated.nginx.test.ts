import { Agent, request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { freePorts, startNginx } from '@user-information/servers';
import type { Nginx } from '@user-information/servers';
import { TestTopic } from './test-topic.ts';
import { ViewProcess } from './test-view-process.ts';

const serving = join(__dirname, '../../../deploy/nginx/serving.conf');
const users = 200;
const requestsPerSecond = 1_000;

let topic: TestTopic;
let ports: readonly number[];
let replicas: ViewProcess[];
let nginx: Nginx;
let agent: Agent;

beforeEach(async () => {
  agent = new Agent({ keepAlive: true, maxSockets: 64 });
  topic = await TestTopic.open();
  await topic.append(Array.from({ length: users }, (_, n) => [`${n}`, n] as const));
  ports = await freePorts(2);
  replicas = ports.map((_, n) => startReplica(n));
  nginx = await startNginx({ replicas: ports.map((port) => `127.0.0.1:${port}`), serving });
});

afterEach(async () => {
  agent.destroy();
  await nginx.remove();
  for (const replica of replicas) await replica.stop('SIGKILL');
  await topic.close();
});

function startReplica(n: number): ViewProcess {
  return new ViewProcess(topic.dataDir, {
    PORT: String(ports[n]),
    STATE_DIR: join(topic.dataDir, `replica-${n}`),
    DRAIN_SECONDS: '1',
  });
}

/** One request through the balancer, on a connection that is kept; the status, or what went wrong. */
async function ask(path: string, body?: string): Promise<number | string> {
  const method = body === undefined ? 'GET' : 'POST';
  const headers = body === undefined ? {} : { 'content-type': 'application/json' };
  try {
    const asked = request(nginx.url + path, { agent, method, headers });
    asked.end(body);
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    await once(response.resume(), 'end');
    return response.statusCode ?? 0;
  } catch (error) {
    return String(error);
  }
}

/** Asks at a steady pace, whatever becomes of each request; counts the answers by their status. */
async function load(signal: AbortSignal): Promise<Readonly<Record<string, number>>> {
  const answers: Promise<number | string>[] = [];
  const startMs = performance.now();
  while (!signal.aborted) {
    const dueMs = startMs + (answers.length * 1_000) / requestsPerSecond;
    await sleep(Math.max(0, dueMs - performance.now()));
    const id = answers.length % users;
    const isBatch = answers.length % 5 === 0;
    answers.push(isBatch ? ask('/users/lookup', `{"ids":["${id}"]}`) : ask(`/users/${id}`));
  }
  const counts: Record<string, number> = {};
  for (const answer of await Promise.all(answers)) counts[answer] = (counts[answer] ?? 0) + 1;
  return counts;
}

/** Ends replicas one after the other, each once the one before serves again. */
async function restartAll(signal: NodeJS.Signals): Promise<void> {
  for (const [n, replica] of replicas.entries()) {
    await replica.stop(signal);
    replicas[n] = startReplica(n);
    await replicas[n].isReady();
  }
}

it.each<NodeJS.Signals>(['SIGTERM', 'SIGKILL'])(
  'fails no request while its replicas are restarted one by one, by %s',
  async (signal) => {
    await Promise.all(replicas.map((replica) => replica.isReady()));
    const done = new AbortController();
    const counts = load(done.signal);
    await restartAll(signal);
    done.abort();
    expect(await counts).toEqual({ 200: expect.any(Number) });
  },
);

it('answers from the one that is ready, and says when there is none', async () => {
  const [first, second] = replicas as [ViewProcess, ViewProcess];
  await Promise.all([first.isReady(), second.isReady()]);
  await second.stop();
  for (let turn = 0; turn < 20; turn += 1) expect(await ask('/users/1')).toBe(200);
  await first.stop();
  const response = await fetch(`${nginx.url}/users/1`);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(response.headers.get('retry-after')).toBe('1');
  expect(await response.json()).toMatchObject({
    status: 502,
    title: 'Bad Gateway',
    detail: 'No replica could be reached.',
  });
});
