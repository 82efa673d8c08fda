import { readAll } from '@user-information/event-log';
import type { RecordHeaders } from '@user-information/event-log';
import { createLogger, createMetrics, Health } from '@user-information/observability';
import { startRedis } from '@user-information/servers';
import type { Redis, RedisOptions } from '@user-information/servers';
import { startHttpServer } from '@user-information/service';
import type { SharedStore } from '@user-information/state-store';
import { openRedisStore } from '@user-information/view-redis';
import type { ConformanceRow, UnreadyView } from '../conformance/options.ts';
import { startSink } from '../sink/start-sink.ts';
import type { Sink } from '../sink/start-sink.ts';
import { startSharedView } from '../start-shared-view.ts';
import { limits, LocalView, toJson, topic } from '../test-local-view.ts';
import { HeldStore } from './test-held-store.ts';

const logger = createLogger({ name: 'test', level: 'silent', format: 'json' });

/** A view in this process whose rows are in a real Redis: a sink writes them, a server reads them. */
export class RedisView implements UnreadyView {
  readonly collection = '/things';
  readonly redis: Redis;
  readonly failures: unknown[] = [];
  readonly sinkHealth = new Health();
  /** Of the sink that was started last. */
  sinkMetrics = createMetrics({ service: 'sink' });
  /** Has the log; it serves nothing. */
  readonly topic: LocalView;
  readonly #held: HeldStore;
  readonly #steps: (() => Promise<void>)[] = [];
  #sink: Sink | undefined;
  #url = '';

  private constructor(redis: Redis, local: LocalView) {
    this.redis = redis;
    this.topic = local;
    this.#held = new HeldStore(this.openStore());
  }

  /** Opens a log and a Redis; neither sink nor server run. */
  static async open(options: RedisOptions = {}): Promise<RedisView> {
    return new RedisView(await startRedis(options), await LocalView.open());
  }

  static async start(options: RedisOptions = {}): Promise<RedisView> {
    const view = await RedisView.open(options);
    await view.startSink();
    await view.serve();
    await view.isReady();
    return view;
  }

  /** One with a record that its sink does not write. */
  static async startUnready(): Promise<RedisView> {
    const view = await RedisView.open();
    await view.hold();
    await view.put({ before: null });
    await view.startSink();
    await view.serve();
    return view;
  }

  get url(): string {
    return this.#url;
  }

  openStore(): SharedStore {
    const store = openRedisStore({ url: this.redis.url, view: topic, logger });
    this.#steps.push(() => store.close());
    return store;
  }

  async startSink(): Promise<void> {
    this.sinkMetrics = createMetrics({ service: 'sink' });
    this.#sink = await startSink({
      log: this.topic.log,
      topic,
      group: 'sink',
      store: this.#held.store,
      metrics: this.sinkMetrics,
      logger,
      health: this.sinkHealth.component('sink'),
      onError: (error) => this.failures.push(error),
    });
  }

  async stopSink(): Promise<void> {
    this.#held.release();
    await this.#sink?.close();
    this.#sink = undefined;
  }

  /** Starts a server, one more if there is one; resolves with where it is. */
  async serve(): Promise<string> {
    const [metrics, health] = [createMetrics({ service: 'test' }), new Health()];
    const error = (_fields: object, message: string) => this.failures.push(message);
    const listening = { host: '127.0.0.1', port: 0, logger: { error }, limits };
    const server = await startHttpServer({ ...listening, metrics, health });
    const view = await startSharedView({
      log: this.topic.log,
      topic,
      path: '/things/:thingId',
      toJson,
      store: this.openStore(),
      eventLimits: { maxStreams: limits.eventStreams, heartbeatMs: 100, slowClientMs: 500 },
      server,
      metrics,
      logger,
      health: health.component('view'),
    });
    this.#steps.push(() => view.close());
    this.#url = server.url;
    return server.url;
  }

  async isReady(url = this.url): Promise<void> {
    while ((await fetch(`${url}/health/ready`)).status !== 200);
  }

  put(
    rows: Readonly<Record<string, ConformanceRow | null>>,
    headers?: RecordHeaders,
  ): Promise<string[]> {
    return this.topic.put(rows, headers);
  }

  putDamaged(id: string): Promise<string[]> {
    return this.topic.putDamaged(id);
  }

  putUnaddressable(prefix: string): Promise<string[]> {
    return this.topic.putUnaddressable(prefix);
  }

  readonly hold = async (): Promise<() => void> => {
    this.#held.hold();
    return () => this.#held.release();
  };

  readonly catchUp = async (): Promise<void> => {
    this.#held.release();
    await this.isReady();
  };

  /** All rows, page by page. */
  async rows(url = this.url): Promise<unknown[]> {
    const rows: unknown[] = [];
    for (let path: string | null = '/things?limit=100'; path !== null;) {
      const response = await fetch(url + path);
      const page = (await response.json()) as { items: unknown[]; next: string | null };
      rows.push(...page.items);
      path = page.next;
    }
    return rows;
  }

  /** What they must be: the newest value of each key of the topic, in the order of the keys. */
  async recount(): Promise<unknown[]> {
    const newest = new Map<string, unknown>();
    for (const { key, value } of await readAll(this.topic.log, topic)) {
      if (key === null) continue;
      if (value === null) newest.delete(key.toString());
      else newest.set(key.toString(), JSON.parse(value.toString()));
    }
    return [...newest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  }

  async close(): Promise<void> {
    await this.stopSink();
    for (const step of this.#steps.reverse()) await step();
    await this.topic.close();
    await this.redis.remove();
  }
}
