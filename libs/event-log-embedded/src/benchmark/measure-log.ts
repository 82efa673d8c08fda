import type { EventLog, NewRecord } from '@user-information/event-log';
import { fromEarliest, readUntil } from '@user-information/event-log';
import type { EmbeddedLogOptions } from '../options.ts';
import { openEmbeddedEventLog } from '../open-embedded-event-log.ts';

const VALUE_BYTES = 200;
const BATCHES = [1, 50, 500];
const TOPIC = 'measured';

export interface LogFigures {
  /** Records a second of one process that waits for each append, by records an append. */
  readonly appendedPerSecond: ReadonlyMap<number, number>;
  readonly readPerSecond: number;
  /** From before an append until a waiting reader of another client has it: p50 and p99. */
  readonly wakeMs: readonly [number, number];
}

/** Measures a log in an empty directory, each figure for `millis`. */
export async function measureLog(options: EmbeddedLogOptions, millis: number): Promise<LogFigures> {
  const log = await openEmbeddedEventLog({ ...options, cleans: false });
  const reader = await openEmbeddedEventLog({ ...options, cleans: false });
  await log.createTopics([{ name: TOPIC, kind: 'changelog', partitions: 3 }]);
  const appendedPerSecond = new Map<number, number>();
  for (const batch of BATCHES) {
    appendedPerSecond.set(batch, await appendRate(log, batch, millis));
  }
  const readPerSecond = await readRate(reader);
  const wakeMs = await wakeTimes(log, reader, millis);
  await Promise.all([log.close(), reader.close()]);
  return { appendedPerSecond, readPerSecond, wakeMs };
}

function recordsOf(first: number, count: number): NewRecord[] {
  return Array.from({ length: count }, (_, index) => ({
    topic: TOPIC,
    key: Buffer.from(`user-${first + index}`),
    value: Buffer.alloc(VALUE_BYTES, 1),
  }));
}

async function appendRate(log: EventLog, batch: number, millis: number): Promise<number> {
  const startMs = performance.now();
  let appended = 0;
  while (performance.now() - startMs < millis) {
    await log.append(recordsOf(appended, batch));
    appended += batch;
  }
  return (appended / (performance.now() - startMs)) * 1_000;
}

async function readRate(log: EventLog): Promise<number> {
  const from = await fromEarliest(log, [TOPIC]);
  const startMs = performance.now();
  let read = 0;
  for await (const { records } of readUntil(log, from, await log.endOffsets(TOPIC))) {
    read += records.length;
  }
  return (read / (performance.now() - startMs)) * 1_000;
}

async function wakeTimes(
  log: EventLog,
  reader: EventLog,
  millis: number,
): Promise<readonly [number, number]> {
  const batches = reader.read(await reader.endOffsets(TOPIC))[Symbol.asyncIterator]();
  const times: number[] = [];
  const startMs = performance.now();
  while (performance.now() - startMs < millis) {
    const next = batches.next();
    // The reader is asleep by now.
    await new Promise(setImmediate);
    const appendMs = performance.now();
    void log.append(recordsOf(times.length, 1));
    await next;
    times.push(performance.now() - appendMs);
  }
  await batches.return?.();
  times.sort((left, right) => left - right);
  const percentile = (part: number): number => times[Math.floor(times.length * part)] ?? Number.NaN;
  return [percentile(0.5), percentile(0.99)];
}
