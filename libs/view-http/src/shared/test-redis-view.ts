import { readAll } from '@user-information/event-log';
import { createMetrics, Health } from '@user-information/observability';
import { startRedis } from '@user-information/servers';
import type { Redis, RedisOptions } from '@user-information/servers';
import type { SharedStore } from '@user-information/state-store';
import { openRedisStore } from '@user-information/view-redis';
import { startSink } from '../sink/start-sink.ts';
import type { Sink } from '../sink/start-sink.ts';
import { startSharedView } from '../start-shared-view.ts';
import { KeptView, logger } from '../test-kept-view.ts';
import { LocalView, topic } from '../test-local-view.ts';
import { HeldStore } from './test-held-store.ts';

/** A view in this process whose rows are in a real Redis: a sink writes them, a server reads them. */
export class RedisView extends KeptView {
  readonly redis: Redis;
  readonly sinkHealth = new Health();
  /** Of the sink that was started last. */
  sinkMetrics = createMetrics({ service: 'sink' });
  readonly #held: HeldStore;
  #sink: Sink | undefined;

  private constructor(redis: Redis, local: LocalView) {
    super(local);
    this.redis = redis;
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

  openStore(): SharedStore {
    const store = openRedisStore({ url: this.redis.url, view: topic, logger });
    this.steps.push(() => store.close());
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
  serve(): Promise<string> {
    return this.serveBy((options) => startSharedView({ ...options, store: this.openStore() }));
  }

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

  override async close(): Promise<void> {
    await this.stopSink();
    await super.close();
    await this.redis.remove();
  }

  protected holdBack(): void {
    this.#held.hold();
  }

  protected release(): void {
    this.#held.release();
  }
}
