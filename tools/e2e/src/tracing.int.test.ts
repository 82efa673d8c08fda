import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readAll } from '@user-information/event-log';
import { openEmbeddedEventLog } from '@user-information/event-log-embedded';
import { Demo } from '@user-information/harness';
import { SpanCollector } from './span-collector.ts';

const workspace = resolve(__dirname, '../../..');
const repartition = 'join-service-user-information-repartition';
const clientSpanId = 'b7ad6b7169203331';

describe('the trace of a command', () => {
  let collector: SpanCollector;
  let demo: Demo;

  beforeAll(async () => {
    collector = await SpanCollector.start();
    demo = await Demo.start({
      workspace,
      services: ['user-service', 'follow-service', 'join-service', 'user-info-http'],
      env: {
        OTEL_TRACES_EXPORTER: 'otlp',
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
        USERS: '10',
        // Made-up users are enough: a made-up follow might be the one that is asked for.
        FOLLOWS_PER_SECOND: '0',
        UNFOLLOWS_PER_SECOND: '0',
      },
    });
  });

  afterAll(async () => {
    await demo.close();
    await collector.close();
  });

  /** Gives a command as a client that traces; tells the trace. */
  async function post(service: 'user-service' | 'follow-service', path: string, body: object) {
    const traceId = randomBytes(16).toString('hex');
    const response = await fetch(demo.service(service).url + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        traceparent: `00-${traceId}-${clientSpanId}-01`,
      },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(201);
    const { record } = (await response.json()) as { record: { offset: number } };
    return { traceId, ...record };
  }

  it('leads from its request through the log and the join to where it is served', async () => {
    for (const userId of ['eve', 'mal']) {
      const user = { userId, username: userId, name: userId };
      const { traceId } = await post('user-service', '/users', user);
      const spans = await collector.trace(traceId, 4);
      expect(spans.map(({ service, name }) => `${service}: ${name}`).sort()).toEqual([
        'join-service: process users',
        'user-info-http: process user-information',
        'user-service: POST /users',
        'user-service: send users',
      ]);
    }

    const { traceId, offset } = await post('follow-service', '/follows', {
      followerId: 'eve',
      followeeId: 'mal',
    });
    // One follow changes the rows of two users.
    const spans = await collector.trace(traceId, 7);
    const childrenOf = (spanId: string | undefined) =>
      spans
        .filter(({ parentSpanId }) => parentSpanId === spanId)
        .map(({ service, name, spanId: id }) => ({ service, name, id }));
    const oneOf = (parent: string | undefined, service: string, name: string) => {
      expect(childrenOf(parent)).toEqual([{ service, name, id: expect.any(String) }]);
      return childrenOf(parent)[0]?.id;
    };
    const request = oneOf(clientSpanId, 'follow-service', 'POST /follows');
    const send = oneOf(request, 'follow-service', 'send follows');
    const rekey = oneOf(send, 'join-service', 'process follows');
    const folds = childrenOf(rekey);
    const fold = { service: 'join-service', name: `process ${repartition}` };
    expect(folds).toEqual([expect.objectContaining(fold), expect.objectContaining(fold)]);
    for (const { id } of folds) oneOf(id, 'user-info-http', 'process user-information');
    const sent = spans.find(({ spanId }) => spanId === send);
    expect(Number(sent?.attributes.get('messaging.kafka.offset'))).toBe(offset);
  });

  it('begins with a request: what nobody asked for has none', async () => {
    const log = await openEmbeddedEventLog({ directory: join(demo.dataDir, 'log'), cleans: false });
    const users = await readAll(log, 'users');
    await log.close();
    expect(users.length).toBeGreaterThan(2);
    const traced = users.filter(({ headers }) => 'traceparent' in headers);
    expect(traced.map(({ key }) => key?.toString()).sort()).toEqual(['eve', 'mal']);
    for (const { traceId } of collector.spans) {
      const ofTrace = collector.spans.filter((span) => span.traceId === traceId);
      expect(ofTrace.some(({ name }) => /^(GET|POST)/.test(name))).toBe(true);
    }
  });
});
