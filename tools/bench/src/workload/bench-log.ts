import { join } from 'node:path';
import type { EventLog, NewRecord } from '@user-information/event-log';
import {
  openEmbeddedEventLog,
  openEmbeddedSchemaRegistry,
} from '@user-information/event-log-embedded';
import { topics } from '@user-information/schemas';
import type { Topic } from '@user-information/schemas';
import type { SchemaRegistry } from '@user-information/serde';
import { TopicWriter } from './topic-writer.ts';

export interface BenchLogOptions {
  readonly dataDir: string;
  readonly durability: 'process' | 'power';
}

/** Of each topic, in place of the service that owns it. */
export type Writers = Awaited<ReturnType<typeof openWriters>>;

export interface BenchLog {
  readonly log: EventLog;
  readonly writers: Writers;
  /** Appends them all; tells how many they were. */
  fill(records: Iterable<NewRecord>): Promise<number>;
  close(): Promise<void>;
}

/** The log of the services that have this data directory. Its cleaning is left to them. */
export async function openBenchLog({ dataDir, durability }: BenchLogOptions): Promise<BenchLog> {
  const directory = join(dataDir, 'log');
  const log = await openEmbeddedEventLog({ directory, durability, cleans: false });
  const registry = await openEmbeddedSchemaRegistry({ directory });
  return {
    log,
    writers: await openWriters(log, registry),
    fill: (records) => fill(log, records),
    close: async () => {
      await registry.close();
      await log.close();
    },
  };
}

/** Creates the topics and registers their schemas, if nobody did. */
export async function openWriters(
  log: Pick<EventLog, 'createTopics'>,
  registry: SchemaRegistry,
  partitions?: number,
) {
  const open = <V>(topic: Topic<V>) => TopicWriter.open(topic, log, registry, partitions);
  return {
    users: await open(topics.users),
    tweets: await open(topics.tweets),
    follows: await open(topics.follows),
    likes: await open(topics.likes),
    userInformation: await open(topics.userInformation),
  };
}

/** Appends them all, so many at a time; tells how many they were. */
export async function fill(
  log: EventLog,
  records: Iterable<NewRecord>,
  chunkSize = 1_000,
): Promise<number> {
  let count = 0;
  let chunk: NewRecord[] = [];
  for (const record of records) {
    chunk.push(record);
    count += 1;
    if (chunk.length < chunkSize) continue;
    await log.append(chunk);
    chunk = [];
  }
  await log.append(chunk);
  return count;
}
