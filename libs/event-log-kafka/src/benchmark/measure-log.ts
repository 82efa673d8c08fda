import type { EventLog, NewRecord } from '@user-information/event-log';
import { fromEarliest, readUntil } from '@user-information/event-log';
import type { KafkaLogOptions } from '../options.ts';
import { openKafkaEventLog } from '../open-kafka-event-log.ts';

const VALUE_BYTES = 200;
const PARTITIONS = 3;
const APPENDS = [1, 50, 500];
const COMMITS = [1, 100, 2_000];
/** Appends that wait together. */
const AT_ONCE = 100;

/** How fast, and at what cost for this process. */
export interface Rate {
  readonly perSecond: number;
  readonly cpuMicrosARecord: number;
}

/** p50, p95 and p99, in milliseconds. */
export type Percentiles = readonly [number, number, number];

export interface LogFigures {
  /** One partition, many appends at once, by records an append. */
  readonly appended: ReadonlyMap<number, Rate>;
  readonly read: Rate;
  /** One record, one append at a time. */
  readonly appendMs: Percentiles;
  /** The same, until a waiting reader of another client has it. */
  readonly wakeMs: Percentiles;
  /** A transaction with consumed offsets, by records, which go to all partitions. */
  readonly commitMs: ReadonlyMap<number, Percentiles>;
}

/** Measures a log on brokers that have nothing else to do, each figure for `millis`. */
export async function measureLog(options: KafkaLogOptions, millis: number): Promise<LogFigures> {
  const [log, reader] = [await openKafkaEventLog(options), await openKafkaEventLog(options)];
  const topic = `measured-${Date.now()}`;
  await log.createTopics([{ name: topic, kind: 'changelog', partitions: PARTITIONS }]);
  const appended = new Map<number, Rate>();
  for (const size of APPENDS) appended.set(size, await appendRate(log, topic, size, millis));
  const read = await readRate(reader, topic);
  const appendMs = await appendTimes(log, topic, millis);
  const wakeMs = await wakeTimes(log, reader, topic, millis);
  const commitMs = new Map<number, Percentiles>();
  for (const size of COMMITS) commitMs.set(size, await commitTimes(log, topic, size, millis));
  await Promise.all([log.close(), reader.close()]);
  return { appended, read, appendMs, wakeMs, commitMs };
}

function recordsOf(topic: string, first: number, count: number, partition?: number): NewRecord[] {
  return Array.from({ length: count }, (_, index) => ({
    topic,
    ...(partition === undefined ? {} : { partition }),
    key: Buffer.from(`user-${first + index}`),
    value: Buffer.alloc(VALUE_BYTES, 1),
  }));
}

async function rateOf(work: () => Promise<number>): Promise<Rate> {
  const cpuBefore = process.cpuUsage();
  const startMs = performance.now();
  const records = await work();
  const { user, system } = process.cpuUsage(cpuBefore);
  return {
    perSecond: (records / (performance.now() - startMs)) * 1_000,
    cpuMicrosARecord: (user + system) / records,
  };
}

function appendRate(log: EventLog, topic: string, size: number, millis: number): Promise<Rate> {
  return rateOf(async () => {
    const startMs = performance.now();
    let appended = 0;
    while (performance.now() - startMs < millis) {
      const appends = Array.from({ length: AT_ONCE }, (_, index) =>
        log.append(recordsOf(topic, appended + index * size, size, 0)),
      );
      await Promise.all(appends);
      appended += AT_ONCE * size;
    }
    return appended;
  });
}

function readRate(log: EventLog, topic: string): Promise<Rate> {
  return rateOf(async () => {
    let read = 0;
    const from = await fromEarliest(log, [topic]);
    for await (const { records } of readUntil(log, from, await log.endOffsets(topic))) {
      read += records.length;
    }
    return read;
  });
}

async function timesOf(
  millis: number,
  action: (turn: number) => Promise<unknown>,
): Promise<Percentiles> {
  const times: number[] = [];
  const startMs = performance.now();
  while (performance.now() - startMs < millis) {
    const beforeMs = performance.now();
    await action(times.length);
    times.push(performance.now() - beforeMs);
  }
  times.sort((left, right) => left - right);
  const percentile = (part: number): number => times[Math.floor(times.length * part)] ?? Number.NaN;
  return [percentile(0.5), percentile(0.95), percentile(0.99)];
}

function appendTimes(log: EventLog, topic: string, millis: number): Promise<Percentiles> {
  return timesOf(millis, (turn) => log.append(recordsOf(topic, turn, 1)));
}

async function wakeTimes(
  log: EventLog,
  reader: EventLog,
  topic: string,
  millis: number,
): Promise<Percentiles> {
  const batches = reader.read(await reader.endOffsets(topic))[Symbol.asyncIterator]();
  const times = await timesOf(millis, async (turn) => {
    const next = batches.next();
    await log.append(recordsOf(topic, turn, 1));
    await next;
  });
  await batches.return?.();
  return times;
}

async function commitTimes(
  log: EventLog,
  topic: string,
  size: number,
  millis: number,
): Promise<Percentiles> {
  const transactor = await log.transactor(`${topic}-transactor`);
  const times = await timesOf(millis, (turn) =>
    transactor.commit({
      records: recordsOf(topic, turn, size),
      group: topic,
      offsets: [{ topic, partition: 0, offset: turn }],
    }),
  );
  await transactor.close();
  return times;
}
