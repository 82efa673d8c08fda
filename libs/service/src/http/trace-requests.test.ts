import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import {
  InMemorySpanExporter,
  SimpleSpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { Registry } from '@prometheus-io/client';
import { startHttpServer } from './start-http-server.ts';
import type { HttpServer, Routes } from './start-http-server.ts';

const traceId = '0af7651916cd43dd8448eb211c80319c';
const parent = 'b7ad6b7169203331';
const exporter = new InMemorySpanExporter();

const activeTrace = () => trace.getSpanContext(context.active())?.traceId ?? null;

const routes: Routes = (app) => {
  app.get('/users/:userId', () => ({ traceId: activeTrace() }));
  app.post('/users', async () => {
    await new Promise(setImmediate);
    return { traceId: activeTrace() };
  });
  app.get('/unending', { config: { isUnending: true } }, () => ({}));
  app.get('/mistake', () => {
    throw new TypeError('insides');
  });
};

describe('the tracing of requests', () => {
  let server: HttpServer;

  beforeAll(async () => {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    propagation.setGlobalPropagator(new W3CTraceContextPropagator());
    const provider = new TracerProvider({
      spanProcessors: [new SimpleSpanProcessor({ exporter })],
    });
    server = await startHttpServer({
      host: '127.0.0.1',
      port: 0,
      logger: { error: () => undefined },
      metrics: new Registry(),
      health: { status: () => ({ ready: true, components: {} }) },
      tracer: provider.getTracer('test'),
    });
    await server.serve(routes);
  });

  afterAll(() => server.close());
  beforeEach(() => exporter.reset());

  /** The answer, once its connection is closed, and so its span has ended. */
  async function ask(path: string, init: RequestInit = {}) {
    const headers = { connection: 'close', ...(init.headers as Record<string, string>) };
    const response = await fetch(server.url + path, { ...init, headers });
    return { status: response.status, body: await response.json() };
  }

  it('gives each request a span that is named by its route', async () => {
    await ask('/users/7?fields=name');
    expect(exporter.getFinishedSpans()).toMatchObject([
      {
        name: 'GET /users/:userId',
        kind: SpanKind.SERVER,
        status: { code: SpanStatusCode.UNSET },
        attributes: {
          'http.request.method': 'GET',
          'http.route': '/users/:userId',
          'http.response.status_code': 200,
          'url.path': '/users/7',
          'url.scheme': 'http',
        },
      },
    ]);
  });

  it("goes on with the client's trace, in which the handler runs, whatever it waits for", async () => {
    const { body } = await ask('/users', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        traceparent: `00-${traceId}-${parent}-01`,
      },
      body: '{"name":"Ann"}',
    });
    expect(body).toEqual({ traceId });
    const [span] = exporter.getFinishedSpans();
    expect(span?.parentSpanContext).toMatchObject({ traceId, spanId: parent });
  });

  it.each([
    ['text', 'x'],
    ['an id of zeros', `00-${'0'.repeat(32)}-${parent}-01`],
    ['half of it', `00-${traceId}-${parent}`],
    ['very much', 'é'.repeat(4_000)],
  ])('begins a trace of its own where the client sends %s', async (_what, traceparent) => {
    const { status } = await ask('/users/7', { headers: { traceparent } });
    expect(status).toBe(200);
    const [span] = exporter.getFinishedSpans();
    expect(span?.parentSpanContext).toBeUndefined();
    expect(span?.spanContext().traceId).not.toBe(traceId);
  });

  it('tells which requests failed, and not of those that a client got wrong', async () => {
    await ask('/mistake');
    await ask('/nowhere');
    expect(exporter.getFinishedSpans()).toMatchObject([
      {
        name: 'GET /mistake',
        status: { code: SpanStatusCode.ERROR },
        attributes: { 'error.type': '500', 'http.response.status_code': 500 },
      },
      {
        name: 'GET',
        status: { code: SpanStatusCode.UNSET },
        attributes: { 'http.response.status_code': 404 },
      },
    ]);
  });

  it('says nothing of health and metrics, nor of answers without an end', async () => {
    for (const path of ['/health/live', '/health/ready', '/unending']) await ask(path);
    await (await fetch(`${server.url}/metrics`)).text();
    expect(exporter.getFinishedSpans()).toEqual([]);
  });
});
