import { setTimeout as delay } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';

/** Waits until the broker says that it is part of its own cluster; for as long as `isRunning`. */
export async function waitUntilKafkaAnswers(
  brokers: string,
  isRunning: () => boolean,
): Promise<boolean> {
  while (isRunning()) {
    if (await answers(brokers)) return true;
    await delay(100);
  }
  return false;
}

async function answers(brokers: string): Promise<boolean> {
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
