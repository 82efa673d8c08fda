import { randomUUID } from 'node:crypto';
import type { TopicReader, TopicRecord } from '@user-information/harness';
import { Kafka, logLevel } from 'kafkajs';
import type { Consumer } from 'kafkajs';

/** Nothing is read for so long although the end is not reached: something is wrong. */
const patienceMs = 20_000;

/**
 * Reads whole topics with kafkajs' own consumer: read_committed, from the beginning. It shares no code
 * with the services' event log.
 */
export function kafkajsReader(brokers: string): TopicReader {
  const kafka = new Kafka({ brokers: brokers.split(','), logLevel: logLevel.NOTHING });
  return async (topic) => {
    const left = await unread(kafka, topic);
    if (left.size === 0) return [];
    const consumer = kafka.consumer({ groupId: `recount-${randomUUID()}` });
    await consumer.connect();
    try {
      await consumer.subscribe({ topic, fromBeginning: true });
      return await readAll(consumer, left);
    } finally {
      await consumer.disconnect();
    }
  };
}

/** Where each partition ends that has anything. */
async function unread(kafka: Kafka, topic: string): Promise<Map<number, number>> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const offsets = await admin.fetchTopicOffsets(topic);
    const filled = offsets.filter(({ low, high }) => low !== high);
    return new Map(filled.map(({ partition, high }) => [partition, Number(high)]));
  } finally {
    await admin.disconnect();
  }
}

async function readAll(consumer: Consumer, left: Map<number, number>): Promise<TopicRecord[]> {
  const records: TopicRecord[] = [];
  const done = Promise.withResolvers<undefined>();
  const tooLong = () => done.reject(new Error(`Not read in time: ${JSON.stringify([...left])}.`));
  let patience = setTimeout(tooLong, patienceMs);
  // Also told of batches that hold nothing but the markers of transactions.
  consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload: { partition, lastOffset } }) => {
    clearTimeout(patience);
    patience = setTimeout(tooLong, patienceMs);
    if (Number(lastOffset) + 1 >= (left.get(partition) ?? 0)) left.delete(partition);
    if (left.size === 0) done.resolve(undefined);
  });
  await consumer.run({
    eachBatch: async ({ batch: { partition, messages } }) => {
      for (const { offset, key, value } of messages) {
        records.push({ partition, offset: Number(offset), key, value });
      }
    },
  });
  try {
    await done.promise;
  } finally {
    clearTimeout(patience);
  }
  return records;
}
