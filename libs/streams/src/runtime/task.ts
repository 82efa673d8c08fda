import type {
  Batch,
  PartitionOffset,
  TopicPartition,
  Transactor,
} from '@user-information/event-log';
import { FencedError, partitionName } from '@user-information/event-log';
import { BatchTrace } from '@user-information/observability';
import type { StateStore } from '@user-information/state-store';
import { TaskProcessor } from '../task/task-processor.ts';
import { changelogTopic, needsRepartition, repartitionTopic } from '../topology/internal-topics.ts';
import { RestoreProgress } from './restore-progress.ts';
import { restore } from './restore.ts';
import type { RunningTask, TaskContext } from './task-context.ts';
import { unlessAborted } from './unless-aborted.ts';

export interface TaskOptions {
  readonly partition: number;
  /** The inputs of this partition number. */
  readonly sources: readonly TopicPartition[];
  /** Told whenever it can't work yet, or again, and when it can. */
  readonly onRestoring: () => void;
  readonly onRestored: () => void;
}

/** How often records that were read are released from the repartition topics, at most. */
const truncateEveryMs = 5_000;

/**
 * Runs one partition number of a topology: owns its transactional id, restores its state, then for
 * each batch commits outputs, changelog and offsets in one transaction and writes the state store
 * after it. A crash in between leaves the store behind its changelog, where `restore` goes on.
 *
 * When it is fenced, another instance was given its number, or the log ended a transaction that took
 * too long: it asks its group which, and in the second case begins again.
 */
export class Task implements RunningTask {
  readonly #context: TaskContext;
  readonly #options: TaskOptions;
  readonly #stopping = new AbortController();
  #nextTruncateMs = 0;

  constructor(context: TaskContext, options: TaskOptions) {
    this.#context = context;
    this.#options = options;
  }

  async run(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      try {
        await this.#work();
      } catch (error) {
        if (!(error instanceof FencedError)) throw error;
        await this.#confirmSeat();
      }
    }
  }

  stop(): void {
    this.#stopping.abort();
  }

  async #work(): Promise<void> {
    const { layout, log, stores } = this.#context;
    const { partition, onRestoring, onRestored } = this.#options;
    onRestoring();
    await using cleanup = new AsyncDisposableStack();
    const transactor = await log.transactor(`${layout.applicationId}-${partition}`);
    cleanup.defer(() => transactor.close());
    const store = await stores.open(partition);
    cleanup.defer(() => stores.close(partition));
    await this.#restore(store);
    if (this.#stopping.signal.aborted) return;
    stores.makeReadable(partition, 'active');
    onRestored();
    await this.#process(store, transactor);
  }

  async #confirmSeat(): Promise<void> {
    const { logger, member } = this.#context;
    const { partition, onRestoring } = this.#options;
    onRestoring();
    if (this.#stopping.signal.aborted) return;
    logger.warn(
      `task ${partition} was fenced: it goes on here if the group still says so, else elsewhere`,
    );
    await member.confirm();
  }

  async #restore(store: StateStore): Promise<void> {
    const { layout, log, metrics, logger } = this.#context;
    const { partition } = this.#options;
    const progress = new RestoreProgress(partition, metrics, logger);
    await restore({
      log,
      store,
      applicationId: layout.applicationId,
      partition,
      stores: layout.storesOn(partition),
      onProgress: (recordsLeft) => progress.tell(recordsLeft),
      signal: this.#stopping.signal,
    });
    progress.done();
  }

  async #process(store: StateStore, transactor: Transactor): Promise<void> {
    const { topology, log, metrics, maxBatchRecords, tellLastEvents, tracer } = this.#context;
    const { partition } = this.#options;
    const processor = new TaskProcessor(topology, partition, store, { tellLastEvents });
    const from = await this.#committed();
    for await (const batch of log.read(from, {
      signal: this.#stopping.signal,
      maxRecords: maxBatchRecords,
    })) {
      const startMs = performance.now();
      const trace = BatchTrace.start(tracer, batch.records, topology.applicationId);
      // A record can wait for a registry that is down; a task that is given away must not.
      const working = processor.process(batch.records, trace);
      const step = await unlessAborted(working, this.#stopping.signal);
      if (step === undefined) return;
      const appended = await transactor.commit({
        records: step.records,
        group: topology.applicationId,
        offsets: batch.positions,
      });
      await store.write(step.writes, this.#changelogPositions(appended));
      metrics.processed(batch, step, performance.now() - startMs);
      for (const { record, error } of step.failures) trace?.failed(record, error);
      trace?.end();
      await this.#truncate(batch);
    }
  }

  async #committed(): Promise<PartitionOffset[]> {
    const { layout, log } = this.#context;
    const { sources } = this.#options;
    const committed = await log.committedOffsets(layout.applicationId, sources);
    const known = new Map(committed.map((at) => [partitionName(at), at.offset]));
    return sources.map((at) => ({ ...at, offset: known.get(partitionName(at)) ?? 0 }));
  }

  #changelogPositions(appended: readonly PartitionOffset[]): PartitionOffset[] {
    const { layout } = this.#context;
    const { partition } = this.#options;
    const changelogs = new Set(
      layout.storesOn(partition).map((name) => changelogTopic(layout.applicationId, name)),
    );
    const next = new Map<string, number>();
    for (const { topic, offset } of appended)
      if (changelogs.has(topic)) next.set(topic, offset + 1);
    return [...next].map(([topic, offset]) => ({ topic, partition, offset }));
  }

  async #truncate({ positions }: Batch): Promise<void> {
    if (performance.now() < this.#nextTruncateMs) return;
    const { applicationId, joins } = this.#context.topology;
    const topics = joins
      .filter(needsRepartition)
      .map((join) => repartitionTopic(applicationId, join));
    const read = positions.filter(({ topic }) => topics.includes(topic));
    if (read.length === 0) return;
    this.#nextTruncateMs = performance.now() + truncateEveryMs;
    await this.#context.log.truncate(read);
  }
}
