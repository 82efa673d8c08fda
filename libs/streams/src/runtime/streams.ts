import type { EventLog, GroupMember, TopicPartition } from '@user-information/event-log';
import type { Health, Logger, Metrics } from '@user-information/observability';
import type { StateStoreProvider } from '@user-information/state-store';
import { sourceTopics, stores } from '../topology/internal-topics.ts';
import type { Topology } from '../topology/topology.ts';
import { createInternalTopics } from './create-internal-topics.ts';
import { openSerdes } from './open-serdes.ts';
import { StreamsMetrics } from './streams-metrics.ts';
import { Task } from './task.ts';

export interface StreamsOptions {
  readonly topology: Topology;
  readonly log: EventLog;
  /** Where tasks keep their state; each opens a store of its own, `task-<partition>`. */
  readonly stores: StateStoreProvider;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly health: Health;
  /** `host:port` where others reach this instance; told to the consumer group. */
  readonly address?: string;
  /** Records that one transaction takes at most; 1,000 when left out. */
  readonly maxBatchRecords?: number;
  /** Called once when a task can't go on; the instance should then be closed. */
  readonly onError: (error: unknown) => void;
}

/** A topology at work in this process, with the tasks that its consumer group assigned to it. */
export interface Streams {
  /** Records and dead letters since the start. */
  totals(): { readonly records: number; readonly deadLetters: number };
  /** Lets the batches under way commit, leaves the group, and closes the state. */
  close(): Promise<void>;
}

/**
 * Runs a topology on a log. Creates the internal topics, joins the consumer group named after the
 * application, and runs a task for each partition number that it is assigned. Resolves once it has
 * joined. Fails with a `StreamsError` or `EventLogError` when it can't start.
 */
export async function startStreams(options: StreamsOptions): Promise<Streams> {
  const { topology, log, address } = options;
  await openSerdes(topology);
  await createInternalTopics(log, topology);
  const member = await log.joinGroup({
    group: topology.applicationId,
    topics: sourceTopics(topology),
    ...(address === undefined ? {} : { address }),
  });
  const instance = new Instance(options, member);
  instance.start();
  return instance;
}

class Instance implements Streams {
  readonly #options: StreamsOptions;
  readonly #member: GroupMember;
  readonly #metrics: StreamsMetrics;
  readonly #tasks = new Map<number, { readonly task: Task; readonly done: Promise<void> }>();
  readonly #restoring = new Set<number>();
  #assigning: Promise<void> = Promise.resolve();

  constructor(options: StreamsOptions, member: GroupMember) {
    this.#options = options;
    this.#member = member;
    this.#metrics = new StreamsMetrics(options.metrics);
  }

  start(): void {
    this.#tellHealth();
    this.#assigning = this.#followAssignments().catch((error: unknown) =>
      this.#options.onError(error),
    );
  }

  totals(): { records: number; deadLetters: number } {
    return this.#metrics.totals;
  }

  async close(): Promise<void> {
    await this.#stop([...this.#tasks.keys()]);
    await this.#member.leave();
    await this.#assigning;
  }

  async #followAssignments(): Promise<void> {
    for await (const assignment of this.#member.assignments()) {
      const sources = Map.groupBy(assignment, ({ partition }) => partition);
      await this.#stop([...this.#tasks.keys()].filter((partition) => !sources.has(partition)));
      const added = [...sources].filter(([partition]) => !this.#tasks.has(partition));
      // All of them first: the instance must not look ready between two tasks.
      for (const [partition] of added) this.#restoring.add(partition);
      this.#tellHealth();
      for (const [partition, inputs] of added) await this.#startTask(partition, inputs);
    }
  }

  async #startTask(partition: number, sources: readonly TopicPartition[]): Promise<void> {
    const { topology, log, stores: provider, maxBatchRecords = 1_000 } = this.#options;
    const task = new Task({
      topology,
      log,
      stores: provider,
      metrics: this.#metrics,
      partition,
      sources,
      storeNames: await this.#storesOn(partition),
      maxBatchRecords,
      onRestored: () => {
        this.#restoring.delete(partition);
        this.#options.logger.debug({ partition }, 'task restored');
        this.#tellHealth();
      },
    });
    const done = task.run().catch((error: unknown) => this.#options.onError(error));
    this.#tasks.set(partition, { task, done });
  }

  /** A store of a topic with fewer partitions than another has none on the higher numbers. */
  async #storesOn(partition: number): Promise<string[]> {
    const { topology, log } = this.#options;
    const names: string[] = [];
    for (const { name, partitionsOf } of stores(topology)) {
      if (partition < (await log.describeTopic(partitionsOf)).partitions) names.push(name);
    }
    return names;
  }

  async #stop(partitions: readonly number[]): Promise<void> {
    const stopped = partitions.flatMap((partition) => this.#tasks.get(partition) ?? []);
    for (const { task } of stopped) task.stop();
    await Promise.all(stopped.map(({ done }) => done));
    for (const partition of partitions) {
      this.#tasks.delete(partition);
      this.#restoring.delete(partition);
    }
  }

  #tellHealth(): void {
    const health = this.#options.health.component('streams');
    const waiting = [...this.#restoring];
    if (waiting.length > 0) health.notReady(`restoring task ${waiting.join(', ')}`);
    else if (this.#tasks.size > 0) health.ready(`${this.#tasks.size} tasks running`);
    else health.notReady('no partitions assigned yet');
  }
}
