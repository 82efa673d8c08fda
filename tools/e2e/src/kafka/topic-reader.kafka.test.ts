import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Admin, Producer } from 'kafkajs';
import { Kafka, logLevel } from 'kafkajs';
import { kafkajsReader } from './topic-reader.ts';

const brokers = process.env['KAFKA_BROKERS'] ?? '';
const [topic, empty] = [`reader-${randomUUID()}`, `empty-${randomUUID()}`];

describe('kafkajsReader', () => {
  let admin: Admin;
  let producer: Producer;

  beforeAll(async () => {
    const kafka = new Kafka({ brokers: brokers.split(','), logLevel: logLevel.NOTHING });
    admin = kafka.admin();
    await admin.connect();
    const topics = [topic, empty].map((name) => ({ topic: name, numPartitions: 2 }));
    await admin.createTopics({ topics });
    producer = kafka.producer({ transactionalId: topic, maxInFlightRequests: 1, idempotent: true });
    await producer.connect();
  });

  afterAll(async () => {
    await producer.disconnect();
    await admin.deleteTopics({ topics: [topic, empty] });
    await admin.disconnect();
  });

  async function transact(value: string | null, end: 'commit' | 'abort'): Promise<void> {
    const transaction = await producer.transaction();
    await transaction.send({ topic, messages: [{ key: 'a', value, partition: 1 }] });
    await transaction[end]();
  }

  it('reads all that is committed, and ends although the last records are none', async () => {
    await transact('one', 'commit');
    await transact('aborted', 'abort');
    await transact(null, 'commit');
    await transact('aborted at the end', 'abort');
    const records = await kafkajsReader(brokers)(topic);
    expect(
      records.map(({ partition, offset, key, value }) => [
        ...[partition, offset, String(key), value?.toString() ?? null],
      ]),
    ).toEqual([
      [1, 0, 'a', 'one'],
      [1, 4, 'a', null],
    ]);
  });

  it('finds nothing in a topic that is empty', async () => {
    expect(await kafkajsReader(brokers)(empty)).toEqual([]);
  });
});
