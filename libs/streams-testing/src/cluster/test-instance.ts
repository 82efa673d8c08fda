import { createLogger, createMetrics, Health } from '@user-information/observability';
import type { QueryableStores } from '@user-information/state-store';
import type { Streams, Topology } from '@user-information/streams';
import { startStreams } from '@user-information/streams';
import type { MemoryClient } from './memory-client.ts';
import type { MemoryCluster } from './memory-cluster.ts';
import { MemoryDisk } from './memory-disk.ts';

const logger = createLogger({ name: 'test', level: 'silent', format: 'json' });

/** An instance of a topology on a cluster in memory, with a disk that outlives it. */
export class TestInstance {
  /** What it said that it cannot go on for. */
  readonly errors: unknown[] = [];
  readonly #cluster: MemoryCluster;
  readonly #topology: Topology;
  #disk = new MemoryDisk();
  #client: MemoryClient;
  #streams: Promise<Streams> | undefined;

  constructor(cluster: MemoryCluster, topology: Topology) {
    this.#cluster = cluster;
    this.#topology = topology;
    this.#client = cluster.client();
  }

  get disk(): MemoryDisk {
    return this.#disk;
  }

  get isRunning(): boolean {
    return this.#streams !== undefined;
  }

  /** What can be asked of it; undefined while it does not run. */
  async stores(): Promise<QueryableStores | undefined> {
    return (await this.#streams)?.stores;
  }

  /** Does not wait until it has joined its group. */
  start(): void {
    this.#client = this.#cluster.client();
    this.#streams = startStreams({
      topology: this.#topology,
      log: this.#client,
      stores: this.#disk,
      metrics: createMetrics({ service: 'test' }),
      logger,
      health: new Health(),
      standbyReplicas: 1,
      maxBatchRecords: 5,
      onError: (error) => this.errors.push(error),
    });
    this.#streams.catch((error: unknown) => this.errors.push(error));
  }

  /** Stops it in the midst of what it does. What is returned has the group forget it. */
  pause(): () => void {
    const client = this.#client;
    client.cut();
    return () => client.forget();
  }

  resume(): void {
    this.#client.heal();
  }

  /** For one that is paused: it never goes on, and another takes its disk as it is. */
  async kill(): Promise<void> {
    this.#streams = undefined;
    this.#disk = await this.#disk.taken();
  }

  /** For one that does not run. */
  loseDisk(): void {
    this.#disk = new MemoryDisk();
  }

  async stop(): Promise<void> {
    const streams = await this.#streams;
    this.#streams = undefined;
    await streams?.close();
  }
}
