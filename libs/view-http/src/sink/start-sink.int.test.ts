import { setImmediate } from 'node:timers/promises';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { EventLog } from '@user-information/event-log';
import { openEmbeddedEventLog } from '@user-information/event-log-embedded';
import { createLogger, createMetrics, Health } from '@user-information/observability';
import { recordSpans } from '@user-information/observability/testing';
import { openRocksDbStores } from '@user-information/state-store-rocksdb';
import { LocalPartitions } from '../partitions/local-partitions.ts';
import { startSink } from './start-sink.ts';

const topic = 'things';
const group = 'things-sink';
const traceId = '1'.repeat(32);
const { tracer, take } = recordSpans();

let directory: string;
let log: EventLog;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sink-'));
  log = await openEmbeddedEventLog({ directory: join(directory, 'log') });
  await log.createTopics([{ name: topic, kind: 'changelog', partitions: 1 }]);
});

afterEach(async () => {
  await log.close();
  await rm(directory, { recursive: true });
});

it('ends the trace of a record when it can be read', async () => {
  const store = await openRocksDbStores({ directory: join(directory, 'state') }).open(topic);
  const partitions = await LocalPartitions.open({ topic, stores: [store] });
  partitions.hold([0]);
  const sink = await startSink({
    log,
    topic,
    group,
    store: Object.assign(partitions, { watch: () => undefined, close: async () => undefined }),
    tracer,
    metrics: createMetrics({ service: 'test' }),
    logger: createLogger({ name: 'test', level: 'silent', format: 'json' }),
    health: new Health().component('sink'),
    onError: (error) => {
      throw error;
    },
  });
  const record = { topic, key: Buffer.from('a'), value: Buffer.from('1') };
  const traceparent = `00-${traceId}-${'b'.repeat(16)}-01`;
  await log.append([record, { ...record, headers: { traceparent } }]);
  let spans = take();
  for (; spans.length === 0; spans = take()) await setImmediate();
  expect(spans).toMatchObject([
    {
      name: 'process things',
      attributes: { 'messaging.kafka.offset': 1, 'messaging.consumer.group.name': group },
    },
  ]);
  expect(spans[0]?.spanContext().traceId).toBe(traceId);
  expect((await partitions.state(0)).nextOffset).toBe(2);
  await sink.close();
  await store.close();
});
