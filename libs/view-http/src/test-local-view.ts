import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { positionText } from '@user-information/event-log';
import type { EventLog, NewRecord, RecordHeaders } from '@user-information/event-log';
import { openEmbeddedEventLog } from '@user-information/event-log-embedded';
import { createLogger, createMetrics, Health } from '@user-information/observability';
import { SerdeError } from '@user-information/serde';
import type { Deserializer } from '@user-information/serde';
import { startHttpServer } from '@user-information/service';
import type { HttpServer } from '@user-information/service';
import { openRocksDbStores } from '@user-information/state-store-rocksdb';
import type { ConformanceLimits, ConformanceRow, UnreadyView } from './conformance/options.ts';
import { startView } from './start-view.ts';
import type { View, ViewOptions } from './start-view.ts';
import { WatchedStore } from './test-watched-store.ts';

export const topic = 'things';

export const limits: ConformanceLimits = {
  bodyBytes: 64 * 1024,
  headersBytes: 16 * 1024,
  pathParameterChars: 4096,
  requestTimeoutMs: 500,
  eventStreams: 20,
};

/** Values are JSON already. */
export const toJson: Deserializer<string> = {
  deserialize: (bytes) => {
    const text = bytes.toString();
    if (text === 'unknown') throw new SerdeError('REGISTRY', 'the registry is away');
    if (!text.startsWith('{')) throw new SerdeError('UNDECODABLE', 'it is no JSON');
    return text;
  },
};

/** A view in this process, on the real embedded log and RocksDB, of a topic whose values are JSON. */
export class LocalView implements UnreadyView {
  readonly collection = '/things';
  readonly metrics = createMetrics({ service: 'test' });
  readonly logged: string[] = [];
  readonly failures: unknown[] = [];
  readonly log: EventLog;
  readonly #directory: string;
  readonly #watched: WatchedStore;
  /** Another one's log is not closed with this one. */
  readonly #isLogShared: boolean;
  #server: HttpServer | undefined;
  #view: View | undefined;

  private constructor(
    directory: string,
    log: EventLog,
    watched: WatchedStore,
    isLogShared: boolean,
  ) {
    this.#directory = directory;
    this.log = log;
    this.#watched = watched;
    this.#isLogShared = isLogShared;
  }

  /** With a log of its own, unless it is to be a replica of what is in another one's. */
  static async open(shared?: EventLog): Promise<LocalView> {
    const directory = await mkdtemp(join(tmpdir(), 'view-http-'));
    const log = shared ?? (await openEmbeddedEventLog({ directory: join(directory, 'log') }));
    await log.createTopics([{ name: topic, kind: 'changelog', partitions: 3 }]);
    const stores = openRocksDbStores({ directory: join(directory, 'state') });
    const watched = new WatchedStore(await stores.open(topic));
    return new LocalView(directory, log, watched, shared !== undefined);
  }

  /** Opens one and starts it, caught up. */
  static async start(differing: Partial<ViewOptions> = {}): Promise<LocalView> {
    const view = await LocalView.open();
    await view.start(differing);
    return view;
  }

  /** One with a record that it can't apply yet. */
  static async startUnready(shared?: EventLog): Promise<LocalView> {
    const view = await LocalView.open(shared);
    view.#watched.hold();
    await view.put({ before: null });
    await view.start();
    return view;
  }

  get url(): string {
    return this.#server?.url ?? '';
  }

  async start(differing: Partial<ViewOptions> = {}): Promise<void> {
    const { log, metrics } = this;
    const logger = createLogger({ name: 'test', level: 'silent', format: 'json' });
    const health = new Health();
    const error = (_fields: object, message: string) => this.logged.push(message);
    const listening = { host: '127.0.0.1', port: 0, logger: { error }, limits };
    this.#server = await startHttpServer({ ...listening, metrics, health });
    this.#view = await startView({
      log,
      topic,
      path: `${this.collection}/:thingId`,
      toJson,
      store: this.#watched.store,
      storePath: '.data/things',
      eventLimits: { maxStreams: limits.eventStreams, heartbeatMs: 100, slowClientMs: 500 },
      server: this.#server,
      metrics,
      logger,
      health: health.component('view'),
      onError: (failure) => this.failures.push(failure),
      ...differing,
    });
  }

  put(
    rows: Readonly<Record<string, ConformanceRow | null>>,
    headers: RecordHeaders = {},
  ): Promise<string[]> {
    return this.append(
      Object.entries(rows).map(([id, row]) => ({
        key: Buffer.from(id),
        value: row === null ? null : Buffer.from(JSON.stringify(row)),
        headers,
      })),
    );
  }

  putDamaged(id: string, value = 'damaged'): Promise<string[]> {
    return this.append([{ key: Buffer.from(id), value: Buffer.from(value) }]);
  }

  putUnaddressable(prefix: string): Promise<string[]> {
    const value = Buffer.from('{"title":"nobody sees this"}');
    const noText = Buffer.concat([Buffer.from(prefix), Buffer.from([0xff])]);
    return this.append([
      { key: Buffer.from(prefix.padEnd(600, 'x')), value },
      { key: Buffer.from(`${prefix}\n`), value },
      { key: noText, value },
    ]);
  }

  async append(records: readonly Omit<NewRecord, 'topic'>[]): Promise<string[]> {
    const appended = await this.log.append(records.map((record) => ({ topic, ...record })));
    return appended.map(positionText);
  }

  readonly hold = async (): Promise<() => void> => {
    this.#watched.hold();
    return () => this.#watched.release();
  };

  readonly catchUp = async (): Promise<void> => {
    this.#watched.release();
    await this.#watched.reaches(await this.log.endOffsets(topic));
    while ((await fetch(`${this.url}/health/ready`)).status !== 200);
  };

  /** Closes the view and its server; the log and the store stay open. */
  async stopServing(): Promise<void> {
    this.#watched.release();
    await this.#view?.close();
    await this.#server?.close();
  }

  async close(): Promise<void> {
    await this.stopServing();
    await this.#watched.store.close();
    if (!this.#isLogShared) await this.log.close();
    await rm(this.#directory, { recursive: true });
  }
}
