import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAll } from '@user-information/event-log';
import type { EventLog } from '@user-information/event-log';
import {
  openEmbeddedEventLog,
  openEmbeddedSchemaRegistry,
} from '@user-information/event-log-embedded';
import { topics } from '@user-information/schemas';
import type { UserInformation } from '@user-information/schemas';
import { testUser } from '@user-information/schemas/testing';
import { topicSerde } from '@user-information/serde';
import type { SchemaRegistry, Serde } from '@user-information/serde';

const topic = topics.userInformation.name;

/** The topic `user-information` in a folder of its own, written by the test in place of the join. */
export class TestTopic {
  readonly dataDir: string;
  readonly log: EventLog;
  readonly registry: SchemaRegistry;
  readonly #serde: Serde<UserInformation>;

  private constructor(
    dataDir: string,
    log: EventLog,
    registry: SchemaRegistry,
    serde: Serde<UserInformation>,
  ) {
    this.dataDir = dataDir;
    this.log = log;
    this.registry = registry;
    this.#serde = serde;
  }

  static async open(): Promise<TestTopic> {
    const dataDir = await mkdtemp(join(tmpdir(), 'user-info-http-'));
    const directory = join(dataDir, 'log');
    const log = await openEmbeddedEventLog({ directory });
    await log.createTopics([{ name: topic, kind: 'changelog', partitions: 3 }]);
    const registry = await openEmbeddedSchemaRegistry({ directory });
    const serde = topicSerde(topics.userInformation, registry);
    await serde.open();
    return new TestTopic(dataDir, log, registry, serde);
  }

  /** Appends users with this many tweets; null deletes the user. */
  async append(changes: readonly (readonly [userId: string, tweetCount: number | null])[]) {
    await this.log.append(
      changes.map(([userId, tweetCount]) => ({
        topic,
        key: Buffer.from(userId),
        value: tweetCount === null ? null : this.#serde.serialize(aUser(userId, tweetCount)),
      })),
    );
  }

  /** Appends bytes that nobody can decode. */
  async appendDamaged(userId: string): Promise<void> {
    await this.log.append([{ topic, key: Buffer.from(userId), value: Buffer.from('damaged') }]);
  }

  /** What a view of the topic must be, as JSON, in key order: the newest value of each key. */
  async expectedRows(): Promise<unknown[]> {
    const newest = new Map<string, unknown>();
    for (const { key, value } of await readAll(this.log, topic)) {
      if (key === null) continue;
      if (value === null) newest.delete(key.toString());
      else newest.set(key.toString(), asJson(await this.#serde.deserialize(value)));
    }
    return [...newest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  }

  async close(): Promise<void> {
    await this.registry.close();
    await this.log.close();
    await rm(this.dataDir, { recursive: true });
  }
}

export function aUser(userId: string, tweetCount: number): UserInformation {
  return {
    ...testUser(userId, {
      username: `name_${userId}`,
      name: `Ü ${userId}`,
      location: 'Köln "am Rhein"',
      joinedDate: Date.UTC(2020, 1, 29),
    }),
    tweetCount,
    followingCount: 0,
    followerCount: 0,
    likeCount: 0,
  };
}

/** As the service must show it: a timestamp in ISO 8601. */
export function asJson(user: UserInformation): unknown {
  const { joinedDate } = user;
  return { ...user, joinedDate: joinedDate === null ? null : new Date(joinedDate).toISOString() };
}
