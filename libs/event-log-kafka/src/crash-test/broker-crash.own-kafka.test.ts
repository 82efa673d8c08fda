import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventLog, PartitionOffset } from '@user-information/event-log';
import { topicPartitions } from '@user-information/event-log';
import type { Logger } from '@user-information/observability';
import type { Kafka } from '@user-information/servers';
import { startKafka } from '@user-information/servers';
import { openKafkaEventLog } from '../open-kafka-event-log.ts';
import { checkAllIsThere } from './check-crash.ts';
import { copyEvents } from './copy-events.ts';
import { writeEvents } from './crash-writer.ts';
import { crashTopics, crashTopicSpecs, PARTITIONS, Sequences } from './crash-topics.ts';

const WRITERS = ['ada', 'bob'];
const KILLS = 3;
const MAX_WORK_MS = 300;
/** Longer than the transactions of appends may take: the coordinator ends them meanwhile. */
const LONG_OUTAGE_MS = 11_000;

/** What is told at level warn and info. */
class Told {
  readonly lines: string[] = [];
  readonly logger = {
    debug: () => undefined,
    info: (line: string) => this.lines.push(`info ${line}`),
    warn: (line: string) => this.lines.push(`warn ${line}`),
  } as unknown as Logger;
}

describe('a broker that is killed with -9 and started again', () => {
  let kafka: Kafka;
  const logs: EventLog[] = [];
  beforeAll(async () => {
    kafka = await startKafka();
  });
  afterEach(async () => {
    await Promise.all(logs.splice(0).map((log) => log.close()));
  });
  afterAll(() => kafka.remove());

  async function open(logger?: Logger): Promise<EventLog> {
    const options = { brokers: [kafka.brokers], clientId: 'crash-test' };
    const log = await openKafkaEventLog(logger === undefined ? options : { ...options, logger });
    logs.push(log);
    return log;
  }

  it('loses nothing, doubles nothing and keeps the order of what is under way', async () => {
    const told = new Told();
    const log = await open(told.logger);
    const topics = crashTopics('broker-crash');
    await log.createTopics(crashTopicSpecs(topics));
    const [stop, done] = [new AbortController(), new AbortController()];
    const writing = WRITERS.map((writer) => writeEvents(log, topics, writer, stop.signal));
    const [copied, read] = [new Places(), new Places()];
    const copying = copyEvents(await open(), topics, done.signal, (at) => copied.move(at));
    const reading = readEvents(await open(), topics.events, done.signal, read);

    for (let kill = 0; kill < KILLS; kill += 1) {
      await copied.reaches(await log.endOffsets(topics.events));
      await sleep(Math.random() * MAX_WORK_MS);
      await kafka.kill();
      await sleep(kill === 1 ? LONG_OUTAGE_MS : 0);
      await kafka.start();
    }
    stop.abort();
    const counts = await Promise.all(writing);
    const ends = await log.endOffsets(topics.events);
    await Promise.all([copied.reaches(ends), read.reaches(ends)]);
    done.abort();
    await Promise.all([copying, reading]);
    const written = new Map(WRITERS.map((writer, index) => [writer, counts[index] ?? []]));
    await checkAllIsThere(log, topics, written);

    expect(Math.min(...counts.flat())).toBeGreaterThan(0);
    // One line when it went, and one when it came back.
    const changes = told.lines.map((line) => line.split(' ', 1)[0]);
    expect(changes.length).toBeGreaterThanOrEqual(2 * KILLS);
    expect(changes).toEqual(changes.map((_, index) => (index % 2 === 0 ? 'warn' : 'info')));
    expect(told.lines[0]).toContain(`The event log at ${kafka.brokers} can't be reached`);
  });
});

/** Where a reader is in each partition. */
class Places {
  readonly #offsets = new Map<number, number>();
  #moved = Promise.withResolvers<void>();

  move(positions: readonly PartitionOffset[]): void {
    positions.forEach(({ partition, offset }) => this.#offsets.set(partition, offset));
    this.#moved.resolve();
    this.#moved = Promise.withResolvers();
  }

  async reaches(ends: readonly PartitionOffset[]): Promise<void> {
    const isBehind = (end: PartitionOffset): boolean =>
      (this.#offsets.get(end.partition) ?? 0) < end.offset;
    while (ends.some(isBehind)) await this.#moved.promise;
  }
}

async function readEvents(
  log: EventLog,
  events: string,
  signal: AbortSignal,
  places: Places,
): Promise<void> {
  const sequences = new Sequences();
  const from = topicPartitions(events, PARTITIONS).map((place) => ({ ...place, offset: 0 }));
  for await (const { records, positions } of log.read(from, { signal })) {
    records.forEach((record) => sequences.take(record));
    places.move(positions);
  }
}
