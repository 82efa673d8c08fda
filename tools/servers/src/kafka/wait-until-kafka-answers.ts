import { setTimeout as delay } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';

/** Polls until the broker has joined its cluster; tells whether it did so while `mayWait`. */
export async function waitUntilKafkaAnswers(
  brokers: string,
  mayWait: () => boolean,
): Promise<boolean> {
  while (mayWait()) {
    if (await isInCluster(brokers)) return true;
    await delay(100);
  }
  return false;
}

async function isInCluster(brokers: string): Promise<boolean> {
  const client = new Kafka({
    brokers: [brokers],
    logLevel: logLevel.NOTHING,
    retry: { retries: 0 },
  });
  const admin = client.admin();
  try {
    await admin.connect();
    return (await admin.describeCluster()).brokers.length > 0;
  } catch {
    return false;
  } finally {
    await admin.disconnect();
  }
}
