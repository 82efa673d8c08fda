import { OffsetOutOfRangeError } from '@user-information/event-log';
import type { Batch, EventLog, PartitionOffset } from '@user-information/event-log';
import type { HealthComponent, Logger, Metrics } from '@user-information/observability';
import type { StateStore, Write } from '@user-information/state-store';
import { ReadEndedError, StateMismatchError } from '../errors.ts';
import { cacheKey } from '../row-cache.ts';
import type { RowCache } from '../row-cache.ts';
import { Progress } from './progress.ts';
import { ReplicaMetrics } from './replica-metrics.ts';
import { RowCount } from './row-count.ts';
import { startOffsets } from './start-offsets.ts';
import { UpdateSummaries } from './update-summary.ts';
import type { UpdateSummary } from './update-summary.ts';

export interface ReplicaOptions {
  readonly log: Pick<EventLog, 'endOffsets' | 'read'>;
  /** The changelog topic to replicate: all of its partitions. */
  readonly topic: string;
  /** Written by nobody else. */
  readonly store: StateStore;
  /** Where the store is, for the error that says to delete it. */
  readonly storePath: string;
  /** The cache that the store is served with, if it is. */
  readonly cache?: RowCache;
  readonly metrics: Metrics;
  readonly logger: Logger;
  /** Ready once the view has all that the log had when the replica started. */
  readonly health: HealthComponent;
  /** The replica has stopped for good, for this reason. */
  readonly onError: (error: unknown) => void;
}

/** A copy of a changelog topic in a state store, that follows it. */
export interface Replica {
  /** How many rows the view has; null while it catches up, and while they are being counted. */
  rowCount(): number | null;
  /** What happened since the last call. */
  takeSummary(): UpdateSummary;
  /** Ends after the batch under way. The log and the store stay open. */
  close(): Promise<void>;
}

/**
 * Copies a changelog topic into a store, key by key, bytes as they are, from the store's position
 * on; a tombstone deletes. Position and content are written together, so that a killed process
 * goes on where it was, and a row never goes back to an older value.
 *
 * Resolves when it follows the topic, not when it has caught up: `health` tells that. Fails with a
 * `StateMismatchError` when the store is of another topic, or of a log that was replaced.
 */
export async function startReplica(options: ReplicaOptions): Promise<Replica> {
  const { log, store, topic } = options;
  const endOffsets = await log.endOffsets(topic);
  const from = startOffsets(topic, await store.position(), endOffsets, options.storePath);
  return new TopicReplica(options, from, endOffsets);
}

class TopicReplica implements Replica {
  readonly #options: ReplicaOptions;
  readonly #progress: Progress;
  readonly #metrics: ReplicaMetrics;
  readonly #summaries = new UpdateSummaries();
  readonly #stopping = new AbortController();
  readonly #done: Promise<void>;
  /** What the log had at the start; null once the view has it. */
  #catchUpTo: readonly PartitionOffset[] | null;
  #rowCount: RowCount | null = null;
  #oldestPendingMs: number | null = null;

  constructor(
    options: ReplicaOptions,
    from: readonly PartitionOffset[],
    endOffsets: readonly PartitionOffset[],
  ) {
    const { log, metrics, topic } = options;
    this.#options = options;
    this.#progress = new Progress(from);
    this.#catchUpTo = endOffsets;
    this.#metrics = new ReplicaMetrics(metrics, topic, {
      endOffsets: () => log.endOffsets(topic),
      recordsLeftOf: (end) => this.#progress.recordsLeftOf(end),
      oldestPendingMs: () => this.#oldestPendingMs,
      rowCount: () => this.rowCount(),
      onLookFailed: (error) => options.logger.warn({ err: error }, 'Metrics of the view are stale'),
    });
    this.#tellHealth();
    this.#done = this.#follow(from);
  }

  rowCount(): number | null {
    return this.#rowCount?.rows ?? null;
  }

  takeSummary(): UpdateSummary {
    return this.#summaries.take();
  }

  async close(): Promise<void> {
    this.#stopping.abort();
    await this.#done;
    await this.#rowCount?.close();
  }

  async #follow(from: readonly PartitionOffset[]): Promise<void> {
    const { health, log, onError, storePath, topic } = this.#options;
    try {
      for await (const batch of log.read(from, { signal: this.#stopping.signal })) {
        await this.#apply(batch);
      }
      if (!this.#stopping.signal.aborted) throw new ReadEndedError(topic);
    } catch (error) {
      health.notReady('stopped by an error');
      const isReplaced = error instanceof OffsetOutOfRangeError;
      onError(
        isReplaced
          ? new StateMismatchError(storePath, `is ahead of the log: ${error.message}`)
          : error,
      );
    }
  }

  async #apply(batch: Batch): Promise<void> {
    const { cache, store, topic } = this.#options;
    const writes: Write[] = [];
    for (const { key, value, timestampMs } of batch.records) {
      if (key !== null) writes.push({ key, value });
      this.#oldestPendingMs = Math.min(this.#oldestPendingMs ?? timestampMs, timestampMs);
    }
    const countRows = await this.#rowCount?.measure(writes);
    const write = (): Promise<void> => store.write(writes, batch.positions);
    await (cache?.update(
      writes.map(({ key }) => cacheKey(key)),
      write,
    ) ?? write());
    countRows?.();
    this.#oldestPendingMs = null;
    this.#progress.advance(batch.positions);

    this.#metrics.applied.inc({ topic }, writes.length);
    this.#metrics.skipped.inc({ topic }, batch.records.length - writes.length);
    this.#summaries.countApplied(writes.length);
    if (this.#catchUpTo === null) this.#observeLatency(batch);
    else this.#tellHealth();
  }

  #observeLatency(batch: Batch): void {
    const nowMs = Date.now();
    for (const { timestampMs } of batch.records) {
      // Another machine's clock may be ahead of this one's.
      const latencyMs = Math.max(0, nowMs - timestampMs);
      this.#metrics.updateLatency.observe({ topic: this.#options.topic }, latencyMs / 1000);
      this.#summaries.observeLatency(latencyMs);
    }
  }

  #tellHealth(): void {
    const { health, logger, store, topic } = this.#options;
    if (this.#catchUpTo === null) return;
    const recordsLeft = this.#progress.recordsLeft(this.#catchUpTo);
    if (recordsLeft > 0) {
      health.notReady(`catching up with topic "${topic}": ${recordsLeft} records left`);
      return;
    }
    this.#catchUpTo = null;
    this.#rowCount = new RowCount(store, (error) => {
      logger.warn({ err: error }, 'Cannot count the rows of the view');
    });
    health.ready(`has caught up with topic "${topic}"`);
    logger.info(`The view has caught up with topic "${topic}"`);
  }
}
