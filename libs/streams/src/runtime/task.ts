import type {
  Batch,
  EventLog,
  PartitionOffset,
  TopicPartition,
  Transactor,
} from '@user-information/event-log';
import { partitionName } from '@user-information/event-log';
import type { StateStore, StateStoreProvider } from '@user-information/state-store';
import { TaskProcessor } from '../task/task-processor.ts';
import { changelogTopic, needsRepartition, repartitionTopic } from '../topology/internal-topics.ts';
import type { Topology } from '../topology/topology.ts';
import { restore } from './restore.ts';
import type { StreamsMetrics } from './streams-metrics.ts';

export interface TaskOptions {
  readonly topology: Topology;
  readonly log: EventLog;
  readonly stores: StateStoreProvider;
  readonly metrics: StreamsMetrics;
  readonly partition: number;
  /** The inputs of this partition number. */
  readonly sources: readonly TopicPartition[];
  /** The stores that have this partition number. */
  readonly storeNames: readonly string[];
  readonly maxBatchRecords: number;
  readonly onRestored: () => void;
}

/** How often records that were read are released from the repartition topics, at most. */
const truncateEveryMs = 5_000;

/**
 * Runs one partition number of a topology: owns its transactional id, restores its state, then for
 * each batch commits outputs, changelog and offsets in one transaction and writes the state store
 * after it. A crash in between leaves the store behind its changelog, where `restore` goes on.
 */
export class Task {
  readonly #options: TaskOptions;
  readonly #stopping = new AbortController();
  #nextTruncateMs = 0;

  constructor(options: TaskOptions) {
    this.#options = options;
  }

  /** Runs until `stop`; rejects when it can't go on. Everything it opened is closed either way. */
  async run(): Promise<void> {
    const { topology, log, stores, partition } = this.#options;
    await using cleanup = new AsyncDisposableStack();
    const transactor = await log.transactor(`${topology.applicationId}-${partition}`);
    cleanup.defer(() => transactor.close());
    const store = await stores.open(`task-${partition}`);
    cleanup.defer(() => store.close());
    await this.#restore(store);
    if (this.#stopping.signal.aborted) return;
    this.#options.onRestored();
    await this.#process(store, transactor);
  }

  /** Lets the batch under way commit, then ends `run`. */
  stop(): void {
    this.#stopping.abort();
  }

  async #restore(store: StateStore): Promise<void> {
    const { topology, log, partition, storeNames, metrics } = this.#options;
    await restore({
      log,
      store,
      applicationId: topology.applicationId,
      partition,
      stores: storeNames,
      onProgress: (recordsLeft) => metrics.restoring(partition, recordsLeft),
      signal: this.#stopping.signal,
    });
  }

  async #process(store: StateStore, transactor: Transactor): Promise<void> {
    const { topology, log, partition, metrics, maxBatchRecords } = this.#options;
    const processor = new TaskProcessor(topology, partition, store);
    const from = await this.#committed();
    for await (const batch of log.read(from, {
      signal: this.#stopping.signal,
      maxRecords: maxBatchRecords,
    })) {
      const startMs = performance.now();
      const step = await processor.process(batch.records);
      const appended = await transactor.commit({
        records: step.records,
        group: topology.applicationId,
        offsets: batch.positions,
      });
      await store.write(step.writes, this.#changelogPositions(appended));
      metrics.processed(batch, step, performance.now() - startMs);
      await this.#truncate(batch);
    }
  }

  async #committed(): Promise<PartitionOffset[]> {
    const { topology, log, sources } = this.#options;
    const committed = await log.committedOffsets(topology.applicationId, sources);
    const known = new Map(committed.map((at) => [partitionName(at), at.offset]));
    return sources.map((at) => ({ ...at, offset: known.get(partitionName(at)) ?? 0 }));
  }

  #changelogPositions(appended: readonly PartitionOffset[]): PartitionOffset[] {
    const { topology, partition, storeNames } = this.#options;
    const changelogs = new Set(
      storeNames.map((name) => changelogTopic(topology.applicationId, name)),
    );
    const next = new Map<string, number>();
    for (const { topic, offset } of appended)
      if (changelogs.has(topic)) next.set(topic, offset + 1);
    return [...next].map(([topic, offset]) => ({ topic, partition, offset }));
  }

  async #truncate({ positions }: Batch): Promise<void> {
    if (performance.now() < this.#nextTruncateMs) return;
    const { applicationId, joins } = this.#options.topology;
    const topics = joins
      .filter(needsRepartition)
      .map((join) => repartitionTopic(applicationId, join));
    const read = positions.filter(({ topic }) => topics.includes(topic));
    if (read.length === 0) return;
    this.#nextTruncateMs = performance.now() + truncateEveryMs;
    await this.#options.log.truncate(read);
  }
}
