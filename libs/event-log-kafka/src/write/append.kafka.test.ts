import { describe, expect, it } from '@jest/globals';
import type { NewRecord } from '@user-information/event-log';
import { readAll } from '@user-information/event-log';
import { testCluster } from '../test-cluster.ts';
import { testLogs } from '../test-log.ts';

const logs = testLogs();
const cluster = testCluster();
const KIBIBYTE = 1_024;
const MEBIBYTE = 1_048_576;

function record(topic: string, partition: number, value: string, bytes = value.length): NewRecord {
  const padded = Buffer.alloc(Math.max(bytes, value.length), ' ');
  padded.write(value);
  return { topic, partition, key: Buffer.from('k'), value: padded };
}

const textOf = ({ value }: { readonly value: Buffer | null }): string => String(value).trimEnd();

describe('append', () => {
  it('takes more than a batch, for several partitions, in one call', async () => {
    const log = await logs.open();
    const topic = await logs.createTopic(log, 'repartition');
    const records = Array.from({ length: 300 }, (_, index) =>
      record(topic, index % 2, `${index}`, 20 * KIBIBYTE),
    );
    const appended = await log.append(records);
    const read = await readAll(log, topic);
    for (const partition of [0, 1]) {
      const expected = records.filter((each) => each.partition === partition).map(textOf);
      expect(read.filter((each) => each.partition === partition).map(textOf)).toEqual(expected);
    }
    const found = appended.map(({ partition, offset }) =>
      read.find((each) => each.partition === partition && each.offset === offset),
    );
    expect(found.map((each) => textOf(each!))).toEqual(records.map((_, index) => `${index}`));
  });

  it('keeps the order of calls of all sorts that wait together', async () => {
    const log = await logs.open();
    const topic = await logs.createTopic(log, 'repartition');
    const calls = Array.from({ length: 60 }, (_, call) => {
      const first = record(topic, 0, `${call}-0`);
      // Every third call goes to several partitions, every fifth is larger than a batch.
      const more = call % 3 === 0 ? [record(topic, 1, 'elsewhere')] : [];
      const large = call % 5 === 0 ? [record(topic, 0, `${call}-1`, 600 * KIBIBYTE)] : [];
      return log.append([first, ...more, ...large, ...large]);
    });
    await Promise.all(calls);
    const read = (await readAll(log, topic)).filter(({ partition }) => partition === 0);
    const expected = calls.flatMap((_, call) =>
      call % 5 === 0 ? [`${call}-0`, `${call}-1`, `${call}-1`] : [`${call}-0`],
    );
    expect(read.map(textOf)).toEqual(expected);
  });

  it.each(['gzip', 'zstd'] as const)('compresses with %s', async (compression) => {
    const log = await logs.open({ compression });
    const topic = await logs.createTopic(log, 'repartition');
    const records = Array.from({ length: 100 }, (_, index) =>
      record(topic, index % 3, `${index}`, 500),
    );
    await log.append(records);
    await log.append([record(topic, 0, 'plain')]);
    const transactor = await log.transactor(topic);
    await transactor.commit({ records: [record(topic, 0, 'transaction', 500)] });
    await transactor.close();
    const texts = (await readAll(await logs.open(), topic)).map(textOf);
    const expected = [...records.map((_, index) => `${index}`), 'plain', 'transaction'];
    expect([...texts].sort()).toEqual([...expected].sort());
  });
});

describe('a record that only the broker refuses', () => {
  /** The client learns what a topic takes when it meets it, and it is told too much here. */
  async function topicThatTakesLess(): Promise<string> {
    const year2000 = String(Date.now() - 946_684_800_000);
    return cluster.createTopic({
      'cleanup.policy': 'delete',
      'retention.ms': '-1',
      'message.timestamp.before.max.ms': year2000,
    });
  }
  const tooOld = (topic: string, partition: number): NewRecord => ({
    ...record(topic, partition, 'too old'),
    timestampMs: 1,
  });

  it('fails its own call, and no other that waits with it', async () => {
    const log = await logs.open();
    const topic = await topicThatTakesLess();
    const calls = [
      log.append([record(topic, 0, 'before')]),
      log.append([record(topic, 0, 'with it'), tooOld(topic, 0)]),
      log.append([record(topic, 0, 'after')]),
      log.append([record(topic, 1, 'elsewhere')]),
    ];
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    await expect(calls[1]).rejects.toMatchObject({ code: 'INVALID_RECORD' });
    await log.append([record(topic, 0, 'last')]);
    const texts = (await readAll(log, topic)).map(textOf);
    expect(texts.sort()).toEqual(['after', 'before', 'elsewhere', 'last']);
  });

  it('fails its own call when it goes to several partitions', async () => {
    const log = await logs.open();
    const topic = await topicThatTakesLess();
    const both = (value: string) => [record(topic, 0, value), record(topic, 1, value)];
    const calls = [
      log.append(both('before')),
      log.append([...both('with it'), tooOld(topic, 1)]),
      log.append(both('after')),
    ];
    await expect(calls[1]).rejects.toMatchObject({ code: 'INVALID_RECORD' });
    await Promise.all([calls[0], calls[2]]);
    const read = (await readAll(log, topic)).filter(({ partition }) => partition === 1);
    expect(read.map(textOf)).toEqual(['before', 'after']);
  });

  it('aborts its transaction, and the next one works', async () => {
    const log = await logs.open();
    const topic = await topicThatTakesLess();
    const transactor = await log.transactor(topic);
    const offsets = [{ topic, partition: 0, offset: 5 }];
    const records = [record(topic, 0, 'with it'), tooOld(topic, 1)];
    await expect(transactor.commit({ records, group: topic, offsets })).rejects.toMatchObject({
      code: 'INVALID_RECORD',
      message: expect.stringContaining(topic),
    });
    expect(await log.committedOffsets(topic, offsets)).toEqual([]);
    await transactor.commit({ records: [record(topic, 0, 'next'), record(topic, 1, 'next')] });
    expect((await readAll(log, topic)).map(textOf)).toEqual(['next', 'next']);
    await transactor.close();
  });

  it('is refused before it is sent when it is too large', async () => {
    const log = await logs.open();
    const topic = await cluster.createTopic({ 'max.message.bytes': '10000' });
    const large = record(topic, 0, 'large', 10_000);
    await expect(log.append([large])).rejects.toMatchObject({
      code: 'RECORD_TOO_LARGE',
      message: expect.stringContaining('this log takes 9939'),
    });
    await log.append(Array.from({ length: 5 }, () => record(topic, 0, 'fits', 9_000)));
    expect(await readAll(log, topic)).toHaveLength(5);
  });
});

describe('a transaction', () => {
  it('takes more than a batch for each partition', async () => {
    const log = await logs.open();
    const topic = await logs.createTopic(log, 'repartition');
    const transactor = await log.transactor(topic);
    const records = Array.from({ length: 12 }, (_, index) =>
      record(topic, index % 3, `${index}`, 0.6 * MEBIBYTE),
    );
    const appended = await transactor.commit({ records });
    await transactor.close();
    expect(appended.map(({ partition }) => partition)).toEqual(
      records.map((each) => each.partition),
    );
    const texts = (await readAll(log, topic)).map(textOf);
    expect(texts.map(Number).sort((a, b) => a - b)).toEqual(records.map((_, index) => index));
  });

  it('names a timeout that the broker does not allow', async () => {
    const log = await logs.open({ transactionTimeoutMs: 2_000_000_000 });
    await expect(log.transactor('slow')).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: expect.stringContaining('transaction.max.timeout.ms'),
    });
  });
});
