import { setTimeout as delay } from 'node:timers/promises';
import type { PartitionOffset } from '@user-information/event-log';
import type { Admin } from 'kafkajs';
import { Kafka, logLevel } from 'kafkajs';

const pollMs = 20;

/** What services never do with a broker, and benchmarks must. */
export class TopicAdmin {
  readonly #client: Kafka;

  constructor(brokers: string) {
    this.#client = new Kafka({ brokers: [brokers], logLevel: logLevel.NOTHING });
  }

  /** Deletes topics, and waits until the broker says that they are gone. */
  async remove(isDoomed: (topic: string) => boolean): Promise<void> {
    await this.#administer(async (admin) => {
      const doomed = (await admin.listTopics()).filter(isDoomed);
      if (doomed.length > 0) await admin.deleteTopics({ topics: doomed });
      while ((await admin.listTopics()).some(isDoomed)) await delay(pollMs);
    });
  }

  /** Deletes a consumer group, which has no members any more, if there is one. */
  async removeGroup(group: string): Promise<void> {
    await this.#administer(async (admin) => {
      const { groups } = await admin.listGroups();
      if (groups.some(({ groupId }) => groupId === group)) await admin.deleteGroups([group]);
    });
  }

  /** Where each partition ends, with records of transactions that are still open. */
  async highWatermarks(topic: string): Promise<PartitionOffset[]> {
    const ends = await this.#administer((admin) => admin.fetchTopicOffsets(topic));
    return ends.map(({ partition, high }) => ({ topic, partition, offset: Number(high) }));
  }

  /** A new client each time: one that has heard of a topic fails for ever once that is gone. */
  async #administer<T>(use: (admin: Admin) => Promise<T>): Promise<T> {
    const admin = this.#client.admin();
    await admin.connect();
    try {
      return await use(admin);
    } finally {
      await admin.disconnect();
    }
  }
}
