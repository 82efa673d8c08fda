import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventLog } from '@user-information/event-log';
import { openKafkaEventLog } from '@user-information/event-log-kafka';
import { runKafkaTool } from '@user-information/servers';

const brokers = process.env['KAFKA_BROKERS'] as string;
const server = ['--bootstrap-server', brokers];
const consoleConsumer = 'org.apache.kafka.tools.consumer.ConsoleConsumer';
const consoleProducer = 'org.apache.kafka.tools.ConsoleProducer';
const consumerGroups = 'org.apache.kafka.tools.consumer.group.ConsumerGroupCommand';

const run = randomUUID();
const topic = `tools-${run}`;
const twin = `tools-twin-${run}`;
const group = `tools-group-${run}`;
const partitions = 7;

/** Of every length up to 40 bytes, since murmur2 works in words, and in more than ASCII. */
const keys = [
  ...Array.from({ length: 41 }, (_, length) => 'user-information'.repeat(3).slice(0, length)),
  ...Array.from({ length: 400 }, (_, i) => String(1_000 + i * 7_919)),
  ...['Zoë', 'größer', '数据流', '🐦', '🐦🐦🐦-🦉', 'ü', '\u00ff\u0100', '12-34'],
];

/** Each record that Kafka's own consumer reads from the topic's start, a line: its columns. */
async function consumed(of: string, count: number, ...printed: string[]): Promise<string[][]> {
  const lines = await runKafkaTool(consoleConsumer, [
    ...server,
    ...['--topic', of, '--from-beginning', '--max-messages', String(count)],
    ...['--isolation-level', 'read_committed', '--timeout-ms', '60000'],
    ...['--formatter-property', 'print.key=true'],
    ...printed.flatMap((what) => ['--formatter-property', `print.${what}=true`]),
  ]);
  return lines
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
}

describe("Apache Kafka's own tools, in Java", () => {
  let log: EventLog;

  beforeAll(async () => {
    log = await openKafkaEventLog({ brokers: brokers.split(','), clientId: 'tools-test' });
    await log.createTopics(
      [topic, twin].map((name) => ({ name, kind: 'changelog' as const, partitions })),
    );
    const transactor = await log.transactor(`tools-${run}`);
    const appended = await transactor.commit({
      records: keys.map((key, i) => ({
        topic,
        key: Buffer.from(key),
        value: Buffer.from(`value ${i}`),
      })),
    });
    const offsets = new Map(appended.map((at) => [at.partition, at.offset + 1]));
    await transactor.commit({
      records: [],
      group,
      offsets: [...offsets].map(([partition, offset]) => ({ topic, partition, offset })),
    });
    await transactor.close();
  });

  afterAll(() => log.close());

  it('read what a transaction of ours wrote', async () => {
    const records = await consumed(topic, keys.length);
    const expected = keys.map((key, i) => [key, `value ${i}`]);
    expect(records.toSorted()).toEqual(expected.toSorted());
  });

  it("place keys where we do: Java's producer and its default partitioner", async () => {
    await runKafkaTool(
      consoleProducer,
      [
        ...server,
        ...['--topic', twin],
        ...['--reader-property', 'parse.key=true', '--reader-property', 'key.separator=\t'],
      ],
      keys.map((key) => `${key}\tjava\n`).join(''),
    );
    const places = async (of: string) =>
      (await consumed(of, keys.length, 'partition'))
        .map(([partition, key]) => `${partition} ${key}`)
        .toSorted();
    const ours = await places(topic);
    expect(ours).toEqual(await places(twin));
    expect(new Set(ours.map((place) => place.split(' ')[0])).size).toBe(partitions);
  });

  it('tell how far our consumer group has come', async () => {
    const described = await runKafkaTool(consumerGroups, [
      ...server,
      ...['--describe', '--offsets', '--group', group],
    ]);
    const ends = await log.endOffsets(topic);
    const lines = described.split('\n').filter((line) => line.startsWith(group));
    const committed = lines.map((line) => line.split(/\s+/).slice(1, 4)).toSorted();
    expect(committed).toHaveLength(partitions);
    expect(committed).toEqual(
      (await log.committedOffsets(group, ends)).map(({ partition, offset }) => [
        topic,
        String(partition),
        String(offset),
      ]),
    );
  });

  it('tell who our members are and what they work on', async () => {
    const members = await Promise.all(
      ['10.0.0.1:8085', '10.0.0.2:8085'].map((address) =>
        log.joinGroup({ group, topics: [topic], address }),
      ),
    );
    for (const member of members) void untilGone(member.assignments());
    await untilShared();
    const described = await runKafkaTool(consumerGroups, [
      ...server,
      ...['--describe', '--members', '--verbose', '--group', group],
    ]);
    const assigned = [...described.matchAll(new RegExp(`${topic}[-(:]*([0-9,]+)`, 'g'))].map(
      ([, numbers = '']) => numbers.split(',').map(Number),
    );
    expect(assigned).toHaveLength(2);
    expect(assigned.flat().toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    await Promise.all(members.map((member) => member.leave()));
  });

  /** Waits until both have a share, and all is given. */
  async function untilShared(): Promise<void> {
    for (;;) {
      const members = await log.groupMembers(group);
      const shares = members.map(({ active }) => active.length);
      if (
        shares.length === 2 &&
        !shares.includes(0) &&
        shares.reduce((a, b) => a + b) === partitions
      )
        return;
      await new Promise((later) => setTimeout(later, 50));
    }
  }
});

/** Takes each assignment, as a member must. */
async function untilGone(assignments: AsyncIterable<unknown>): Promise<void> {
  const iterator = assignments[Symbol.asyncIterator]();
  while ((await iterator.next()).done !== true);
}
