import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { EventLog } from '@user-information/event-log';
import { openEmbeddedEventLog } from '@user-information/event-log-embedded';
import { createLogger, createMetrics } from '@user-information/observability';
import { openRocksDbStores } from '@user-information/state-store-rocksdb';
import { RowCache } from '../rows/row-cache.ts';
import { valueOf } from '../rows/stored-row.ts';
import { openReplica } from './open-replica.ts';
import type { Replica, ReplicaOptions } from './open-replica.ts';
import { WatchedStore } from '../test-watched-store.ts';

/** A key and its value; null is a tombstone. */
export type TestRow = readonly [key: string, value: string | null];

export const topic = 'users';

/** A topic on the real embedded log, and replicas of it in one RocksDB store. */
export class TestReplica {
  readonly log: EventLog;
  readonly watched: WatchedStore;
  /** What the replica told its health, in order. */
  readonly health: string[] = [];
  /** Of the replica that was started last, as are the two below. */
  metrics = createMetrics({ service: 'test' });
  isReady = Promise.withResolvers<void>();
  failed = Promise.withResolvers<unknown>();
  readonly #directory: string;
  readonly #replicas: Replica[] = [];

  private constructor(directory: string, log: EventLog, watched: WatchedStore) {
    this.#directory = directory;
    this.log = log;
    this.watched = watched;
  }

  static async open(): Promise<TestReplica> {
    const directory = await mkdtemp(join(tmpdir(), 'view-http-'));
    const log = await openEmbeddedEventLog({ directory: join(directory, 'log') });
    await log.createTopics([{ name: topic, kind: 'changelog', partitions: 3 }]);
    const stores = openRocksDbStores({ directory: join(directory, 'state') });
    return new TestReplica(directory, log, new WatchedStore(await stores.open(topic)));
  }

  async start(differing: Partial<ReplicaOptions> = {}): Promise<Replica> {
    const metrics = (this.metrics = createMetrics({ service: 'test' }));
    const isReady = (this.isReady = Promise.withResolvers<void>());
    const failed = (this.failed = Promise.withResolvers<unknown>());
    const replica = await openReplica({
      log: this.log,
      topic,
      store: this.watched.store,
      storePath: '.data/view',
      cache: new RowCache({ maxBytes: 1_000_000, metrics }),
      metrics,
      logger: createLogger({ name: 'test', level: 'silent', format: 'json' }),
      health: {
        ready: (detail) => {
          this.health.push(`ready: ${detail ?? ''}`);
          isReady.resolve();
        },
        notReady: (detail) => this.health.push(detail),
      },
      onError: failed.resolve,
      ...differing,
    });
    this.#replicas.push(replica);
    replica.start();
    return replica;
  }

  async append(rows: readonly TestRow[], timestampMs = Date.now()): Promise<void> {
    await this.log.append(
      rows.map(([key, value]) => ({
        topic,
        key: Buffer.from(key),
        value: value === null ? null : Buffer.from(value),
        timestampMs,
      })),
    );
  }

  /** Resolves when the replica has all that is in the log now. */
  async applied(): Promise<void> {
    await this.watched.reaches(await this.log.endOffsets(topic));
    // Past the end of the write, the replica counts.
    await setImmediate();
  }

  /** The values of the store's rows; bytes as Latin-1. */
  async content(): Promise<Record<string, string>> {
    const rows: Record<string, string> = {};
    for await (const { key, value } of this.watched.store.range()) {
      rows[key.toString()] = valueOf(value).toString('latin1');
    }
    return rows;
  }

  /** The sum of a metric over its labels. */
  async metric(name: string): Promise<number> {
    const text = await this.metrics.metrics();
    const lines = text.split('\n').filter((line) => line.startsWith(`${name}{`));
    return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
  }

  async close(): Promise<void> {
    this.watched.release();
    for (const replica of this.#replicas) await replica.close();
    await this.watched.store.close();
    await this.log.close();
    await rm(this.#directory, { recursive: true });
  }
}

/** `user-0`, `user-1`, … with the same value. */
export function manyRows(count: number, value: string): (readonly [string, string])[] {
  return Array.from({ length: count }, (_, n) => [`user-${n}`, value] as const);
}
