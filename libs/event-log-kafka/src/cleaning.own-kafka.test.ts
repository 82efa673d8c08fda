import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll } from '@jest/globals';
import type { EventLog, LogRecord, NewRecord } from '@user-information/event-log';
import { readAll } from '@user-information/event-log';
import { eventLogConformance } from '@user-information/event-log/conformance';
import type { Kafka } from '@user-information/servers';
import { startKafka } from '@user-information/servers';
import { openKafkaEventLog } from './open-kafka-event-log.ts';

const ROLL_MS = 500;
const FILLER = 'filler';
/** Enough of them make a changelog dirty enough to be compacted; they go with it. */
const FILLERS = 100;
const HOUR_MS = 3_600_000;
const LOOK_AGAIN_MS = 50;

let kafka: Kafka;
beforeAll(async () => {
  kafka = await startKafka({
    properties: {
      'log.cleaner.backoff.ms': '50',
      'log.initial.task.delay.ms': '50',
      'log.retention.check.interval.ms': '100',
      'log.roll.ms': String(ROLL_MS),
    },
  });
});
afterAll(() => kafka.remove());

function filler(topic: string, timestampMs: number): NewRecord {
  const value = Buffer.alloc(100);
  return { topic, partition: 0, key: Buffer.from(FILLER), value, timestampMs };
}

/** The timestamp of the first record in the segment that is written to, by topic. */
const segmentTimes = new Map<string, number>();

/** Kafka cleans all but the segment that it writes to, and begins a new one for a record that is later. */
async function closeSegment(log: EventLog, topic: string): Promise<void> {
  const nowMs = Date.now();
  const laterMs = Math.max(nowMs, segmentTimes.get(topic) ?? 0) + 2 * ROLL_MS;
  segmentTimes.set(topic, laterMs);
  await log.append(Array.from({ length: FILLERS }, () => filler(topic, nowMs)));
  await log.append([filler(topic, laterMs)]);
}

async function compact(log: EventLog, topic: string): Promise<void> {
  await closeSegment(log, topic);
  while (hasSuperseded(await readAll(log, topic))) await sleep(LOOK_AGAIN_MS);
}

function hasSuperseded(records: readonly LogRecord[]): boolean {
  const keys = records.map(({ key }) => String(key)).filter((key) => key !== FILLER);
  return new Set(keys).size < keys.length;
}

async function expire(log: EventLog, topic: string): Promise<void> {
  await closeSegment(log, topic);
  // The second was looked at in a round that began after the segment was closed.
  await untilOthersExpire(log);
  await untilOthersExpire(log);
}

/** Resolves once what is too old in another topic was deleted. */
async function untilOthersExpire(log: EventLog): Promise<void> {
  const name = randomUUID();
  await log.createTopics([{ name, kind: 'record-stream', partitions: 1, retentionMs: HOUR_MS }]);
  await log.append([filler(name, Date.now() - 2 * HOUR_MS)]);
  await log.append([filler(name, Date.now())]);
  while ((await readAll(log, name)).length > 1) await sleep(LOOK_AGAIN_MS);
}

eventLogConformance({
  name: 'Apache Kafka, cleaning eagerly,',
  open: () =>
    openKafkaEventLog({
      brokers: [kafka.brokers],
      clientId: 'conformance',
      minCompactionLagMs: 0,
    }),
  capabilities: {
    oneMemberAGroup: false,
    truncates: true,
    valueBytes: 1_000_000,
    compact,
    expire,
  },
});
