import { Agent, request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { Registry } from '@prometheus-io/client';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startHttpServer } from './start-http-server.ts';
import type { HttpServer } from './start-http-server.ts';

let server: HttpServer;
let agent: Agent;
let slow: {
  readonly arrived: PromiseWithResolvers<void>;
  readonly answer: PromiseWithResolvers<string>;
};

beforeEach(async () => {
  agent = new Agent({ keepAlive: true });
  slow = { arrived: Promise.withResolvers(), answer: Promise.withResolvers() };
  const health = { status: () => ({ ready: true, components: {} }) };
  const listening = { host: '127.0.0.1', port: 0, logger: { error: () => undefined } };
  const limits = { closeGraceMs: 600_000 };
  server = await startHttpServer({ ...listening, metrics: new Registry(), health, limits });
  await server.serve((app) => {
    app.get('/users/:userId', (asked) => asked.params);
    app.get('/slow', () => {
      slow.arrived.resolve();
      return slow.answer.promise;
    });
  });
});

afterEach(async () => {
  agent.destroy();
  await server.close();
});

describe('draining and closing', () => {
  it('answers while it drains, and asks to be left alone', async () => {
    expect((await get('/users/1')).connection).toBe('keep-alive');
    const drained = server.drain(100);
    const answer = await get('/users/1');
    expect(answer).toMatchObject({ body: '{"userId":"1"}', connection: 'close' });
    const ready = await get('/health/ready');
    expect(ready.status).toBe(503);
    expect(JSON.parse(ready.body)).toMatchObject({ detail: 'service: stopping' });
    expect((await get('/health/live')).status).toBe(200);
    await drained;
    expect((await get('/users/2')).status).toBe(200);
  });

  it('waits for nothing when it is closed already', async () => {
    await server.close();
    await server.drain(60_000);
  });

  it('ends a connection as soon as its last answer is out', async () => {
    const underWay = get('/slow');
    await slow.arrived.promise;
    const closed = server.close();
    slow.answer.resolve('answered');
    await underWay;
    await closed; // Not after the time that answers under way are given.
  });

  it('answers what is under way, then ends connections that are kept alive', async () => {
    const idle = await get('/users/1');
    const underWay = get('/slow');
    await slow.arrived.promise;
    const closed = server.close();
    slow.answer.resolve('answered');
    expect((await underWay).body).toBe('answered');
    await closed;
    await once(idle.socket, 'close');
    await expect(fetch(`${server.url}/users/1`)).rejects.toThrow('fetch failed');
  });
});

async function get(path: string) {
  const asked = request(server.url + path, { agent });
  asked.end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  const { headers, socket, statusCode: status } = response;
  let body = '';
  for await (const chunk of response) body += String(chunk);
  return { status, body, connection: headers.connection, socket };
}
