import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMetrics, Health } from '@user-information/observability';
import { startHttpServer } from '@user-information/service';
import { openRocksDbStores } from '@user-information/state-store-rocksdb';
import { startPartitions } from '../partitions/start-partitions.ts';
import { startRouter } from '../start-router.ts';
import { KeptView, logger } from '../test-kept-view.ts';
import { limits, LocalView, topic } from '../test-local-view.ts';
import { TestGroup } from './test-group.ts';

export interface TestInstance {
  readonly address: string;
  readonly health: Health;
  /** Ends it without a word to the group, as a crash does. */
  crash(): Promise<void>;
}

/** A view whose partitions are on several instances, and a router in front of them, in this process. */
export class RoutedView extends KeptView {
  readonly group = new TestGroup(topic);
  readonly metrics = createMetrics({ service: 'router' });
  readonly #directory: string;
  /** Resolves once what was read may be written. */
  #gate: PromiseWithResolvers<void> | null = null;

  private constructor(local: LocalView, directory: string) {
    super(local);
    this.#directory = directory;
  }

  static async open(): Promise<RoutedView> {
    return new RoutedView(await LocalView.open(), await mkdtemp(join(tmpdir(), 'routed-view-')));
  }

  /** Three partitions on two instances. */
  static async start(): Promise<RoutedView> {
    const view = await RoutedView.open();
    await view.#startTwo();
    await view.isReady();
    return view;
  }

  /** One with a record that its instances do not apply. */
  static async startUnready(): Promise<RoutedView> {
    const view = await RoutedView.open();
    await view.hold();
    await view.put({ before: null });
    await view.#startTwo();
    return view;
  }

  async #startTwo(): Promise<void> {
    const [a, b] = [await this.startInstance('a'), await this.startInstance('b')];
    this.group.give(
      { [a.address]: [0, 2], [b.address]: [1] },
      { [a.address]: [1], [b.address]: [0, 2] },
    );
    await this.startRouter();
  }

  /** Starts an instance, or starts one again on what it left. */
  async startInstance(name: string): Promise<TestInstance> {
    const stores = openRocksDbStores({ directory: join(this.#directory, name) });
    const [metrics, health] = [createMetrics({ service: name }), new Health()];
    const listening = { host: '127.0.0.1', port: 0, logger, limits };
    const server = await startHttpServer({ ...listening, metrics, health });
    const { log } = this.topic;
    const opened: { close(): Promise<void> }[] = [];
    const read = (...args: Parameters<typeof log.read>) => this.#gated(log.read(...args));
    const instance = await startPartitions({
      log: {
        endOffsets: (name) => log.endOffsets(name),
        joinGroup: (o) => this.group.joinGroup(o),
        read,
      },
      topic,
      group: 'view',
      address: new URL(server.url).host,
      standbyReplicas: 1,
      openStore: async (partition) => {
        const store = await stores.open(`${topic}-${partition}`);
        opened.push(store);
        return store;
      },
      server,
      metrics,
      logger,
      health: health.component('view'),
      onError: (error) => this.failures.push(error),
    });
    const crash = async (): Promise<void> => {
      await server.close();
      await instance.close();
      for (const store of opened.splice(0)) await store.close();
    };
    this.steps.push(crash);
    return { address: new URL(server.url).host, health, crash };
  }

  async startRouter(): Promise<void> {
    const { log } = this.topic;
    const routed = {
      committedOffsets: log.committedOffsets.bind(log),
      describeTopic: log.describeTopic.bind(log),
      endOffsets: log.endOffsets.bind(log),
      read: log.read.bind(log),
      groupMembers: () => this.group.groupMembers(),
    };
    await this.serveBy(
      (options) => startRouter({ ...options, log: routed, group: 'view' }),
      this.metrics,
    );
  }

  override async close(): Promise<void> {
    await super.close();
    await rm(this.#directory, { recursive: true });
  }

  protected holdBack(): void {
    this.#gate = Promise.withResolvers();
  }

  protected release(): void {
    this.#gate?.resolve();
    this.#gate = null;
  }

  async *#gated<T>(batches: AsyncIterable<T>): AsyncGenerator<T, void, undefined> {
    for await (const batch of batches) {
      await this.#gate?.promise;
      yield batch;
    }
  }
}
