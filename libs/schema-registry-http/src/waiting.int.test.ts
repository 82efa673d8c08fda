import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { json, LocalServer } from './testing/local-server.ts';
import type { Handler } from './testing/local-server.ts';
import { testRegistry } from './testing/test-registry.ts';

const works: Handler = () => json(200, { schema: '"string"' });
const fails: Handler = () => json(500, { error_code: 50001, message: 'Datastore is down' });
const hangs: Handler = () => new Promise(() => undefined);
const cut =
  'it closed the connection (UND_ERR_SOCKET); if it speaks TLS, its URL begins with https';
const cutOff = { name: 'AbortError', code: 'REGISTRY' };

let server: LocalServer;
beforeEach(async () => {
  server = await LocalServer.start(works);
});
afterEach(() => server.close());

describe('a registry that waiting can mend', () => {
  it.each<[string, Handler, string]>([
    ['answers 500', fails, 'it answers 500: Datastore is down'],
    ['answers 503 with a page', () => ({ status: 503, body: '<html>' }), 'it answers 503'],
    ['answers 504 with nothing', () => ({ status: 504 }), 'it answers 504'],
    [
      'answers 429',
      () => json(429, { error_code: 42900, message: 'Slow' }),
      'it answers 429: Slow',
    ],
    ['answers 500 with much', () => ({ status: 500, body: 'x'.repeat(9_999) }), 'it answers 500'],
    ['does not answer', hangs, 'no answer within 0.2 s'],
    [
      'does not answer to the end',
      () => ({ status: 200, headers: { 'content-length': '9' }, body: '1234' }),
      'no answer within 0.2 s',
    ],
    ['closes the connection', () => Promise.reject(new TypeError()), cut],
  ])('is asked again, and said once to be so: it %s', async (_trouble, handler, reason) => {
    const { registry, logged, measured } = await testRegistry({
      url: server.url,
      // Answers that do come may come slowly on a busy machine.
      requestTimeoutMs: reason.startsWith('no answer') ? 200 : 60_000,
      maxResponseBytes: 1_000,
    });
    server.handler = handler;
    server.requests.length = 0;
    const schema = registry.schemaById(1);
    await server.asked(3);
    expect(logged()).toEqual([
      `warn The schema registry at ${server.url} can't be asked: ${reason}. It is tried again until it answers.`,
    ]);
    expect((await measured())['schema_registry_reachable']).toBe(0);
    server.handler = works;
    expect(await schema).toBe('string');
    expect(logged()).toEqual([
      expect.stringMatching(/^info The schema registry at http:.* answers again, after \d+ s\.$/),
    ]);
    const { schema_registry_reachable, ...requests } = await measured();
    expect(schema_registry_reachable).toBe(1);
    expect(requests['schema_registry_requests_total{outcome="answered"}']).toBe(2);
    expect(requests['schema_registry_requests_total{outcome="waits"}']).toBeGreaterThan(1);
    await registry.close();
  });

  it('may not be there yet when it is opened', async () => {
    const { port, url } = server;
    await server.close();
    const { registry, logged, measured } = await testRegistry({ url });
    const schema = registry.schemaById(1);
    while ((await measured())['schema_registry_requests_total{outcome="waits"}'] !== 3) {
      await setImmediate();
    }
    server = await LocalServer.start(works, port);
    expect(await schema).toBe('string');
    expect(logged()).toEqual([
      expect.stringContaining('nothing listens there (ECONNREFUSED)'),
      expect.stringContaining('answers again'),
    ]);
    await registry.close();
  });

  it('may have no name yet', async () => {
    const { registry, logged } = await testRegistry({ url: 'http://registry.invalid' });
    expect(logged()).toEqual([expect.stringMatching(/^warn .*\((ENOTFOUND|EAI_AGAIN)\)/)]);
    await registry.close();
  });

  it('is said once to fail while it fails some and answers others', async () => {
    const { registry, logged } = await testRegistry({ url: server.url });
    server.requests.length = 0;
    server.handler = (request) =>
      request.line === 'GET /schemas/ids/1' ? fails(request) : works(request);
    const first = registry.schemaById(1);
    for (let id = 2; id < 6; id++) {
      await server.asked(id);
      expect(await registry.schemaById(id)).toBe('string');
    }
    expect(logged()).toHaveLength(1);
    server.handler = works;
    await first;
    expect(logged()).toEqual([expect.stringContaining('answers again')]);
    await registry.close();
  });

  it('is waited for as long as the caller has time', async () => {
    server.handler = fails;
    const { registry, logged } = await testRegistry({
      url: server.url,
      minRetryMs: 60_000,
      maxWaitMs: 60_000,
    });
    for (let id = 1; id < 3; id++) {
      await expect(registry.schemaById(id)).rejects.toMatchObject({
        code: 'REGISTRY',
        message: expect.stringMatching(/ it answers 500: Datastore is down, for 60 s by now\. /),
      });
    }
    expect(logged()).toHaveLength(1);
    server.handler = works;
    expect(await registry.schemaById(1)).toBe('string');
    expect(logged()).toEqual([expect.stringContaining('answers again')]);
    await registry.close();
  });
});

describe('closing', () => {
  it.each<[string, Handler, number]>([
    ['waits for the next try', fails, 3_600_000],
    ['waits for an answer', hangs, 2],
  ])('cuts off what %s, without a word', async (_state, handler, minRetryMs) => {
    const stopping = new AbortController();
    for (const bySignal of [false, true]) {
      server.handler = works;
      const { registry, logged } = await testRegistry({
        url: server.url,
        minRetryMs,
        maxRetryMs: minRetryMs,
        requestTimeoutMs: 3_600_000,
        signal: stopping.signal,
      });
      server.handler = handler;
      server.requests.length = 0;
      const calls = [registry.schemaById(1), registry.register('s-value', 'string')];
      const ended = Promise.all(calls.map((call) => expect(call).rejects.toMatchObject(cutOff)));
      await server.asked(2);
      logged();
      if (bySignal) stopping.abort();
      else await registry.close();
      await ended;
      expect(logged()).toEqual([]);
      await expect(registry.schemaById(1)).rejects.toMatchObject(cutOff);
    }
  });

  it('has happened when the signal was aborted before', async () => {
    const opened = testRegistry({ url: server.url, signal: AbortSignal.abort() });
    await expect(opened).rejects.toMatchObject(cutOff);
    expect(server.requests).toEqual([]);
  });
});
