import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventLog } from '@user-information/event-log';
import { openEmbeddedEventLog } from '@user-information/event-log-embedded';
import type { StateStore, StateStoreProvider } from '@user-information/state-store';
import { openRocksDbStores } from '@user-information/state-store-rocksdb';
import { stateKey } from '../task/task-state.ts';
import { changelogTopic } from '../topology/internal-topics.ts';
import type { TaskLayout } from './task-layout.ts';

/** The changelog topics of an application with two stores, on a real log, and stores on a real disk. */
export class TestChangelogs {
  readonly layout: TaskLayout = {
    applicationId: 'app',
    partitions: [0, 1],
    stores: [
      { name: 'wide', partitions: 2 },
      { name: 'narrow', partitions: 1 },
    ],
    storesOn: (partition) => (partition === 0 ? ['wide', 'narrow'] : ['wide']),
  };
  readonly log: EventLog;
  readonly stores: StateStoreProvider;
  readonly #directory: string;

  private constructor(directory: string, log: EventLog) {
    this.#directory = directory;
    this.log = log;
    this.stores = openRocksDbStores({ directory: join(directory, 'stores') });
  }

  static async open(): Promise<TestChangelogs> {
    const directory = await mkdtemp(join(tmpdir(), 'changelogs-'));
    const log = await openEmbeddedEventLog({ directory: join(directory, 'log') });
    const test = new TestChangelogs(directory, log);
    await log.createTopics(
      test.layout.stores.map(({ name, partitions }) => ({
        name: changelogTopic('app', name),
        kind: 'changelog',
        partitions,
      })),
    );
    return test;
  }

  /** Appends to the changelog of a store; null takes a key away. */
  async change(store: string, partition: number, key: string, value: string | null): Promise<void> {
    const bytes = value === null ? null : Buffer.from(value);
    const topic = changelogTopic('app', store);
    await this.log.append([{ topic, partition, key: Buffer.from(key), value: bytes }]);
  }

  /** What a task's store has under a key of one of its stores. */
  async value(store: StateStore, name: string, key: string): Promise<string | undefined> {
    return (await store.get(stateKey(name, Buffer.from(key))))?.toString();
  }

  async close(): Promise<void> {
    await this.log.close();
    await rm(this.#directory, { recursive: true });
  }
}
