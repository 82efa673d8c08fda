import { OffsetOutOfRangeError } from '@user-information/event-log';
import type { Batch, EventLog, PartitionOffset } from '@user-information/event-log';
import { BatchTrace } from '@user-information/observability';
import type { HealthComponent, Logger, Metrics, Tracer } from '@user-information/observability';
import type { StateStore, Write } from '@user-information/state-store';
import { ReadEndedError, StateMismatchError } from '../errors.ts';
import type { ViewProgress } from '../positions/view-progress.ts';
import { cacheKey } from '../rows/row-cache.ts';
import type { RowCache } from '../rows/row-cache.ts';
import { storedRow } from '../rows/stored-row.ts';
import { checkLayout } from './check-layout.ts';
import { FollowedView } from './followed-view.ts';
import { RowCount } from './row-count.ts';
import { startOffsets } from './start-offsets.ts';
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
  /** Tells when what a traced request changed is served; left out: nothing is traced. */
  readonly tracer?: Tracer | undefined;
  readonly logger: Logger;
  /** Ready once the view has all that the log had when the replica started. */
  readonly health: HealthComponent;
  /** The replica has stopped for good, for this reason. */
  readonly onError: (error: unknown) => void;
}

/** A copy of a changelog topic in a state store, that follows it. */
export interface Replica extends ViewProgress {
  /** Begins to follow the topic; called once. */
  start(): void;
  /** How many rows the view has; null while it catches up, and while they are being counted. */
  rowCount(): number | null;
  /** What happened since the last call. */
  takeSummary(): UpdateSummary;
  /** Ends after the batch under way. The log and the store stay open. */
  close(): Promise<void>;
}

/**
 * Copies a changelog topic into a store, key by key, from the store's position on: a row is the value
 * as it is, behind what is known of its record (`storedRow`); a tombstone deletes. Position and content
 * are written together, so that a killed process goes on where it was, and a row never goes back to an
 * older value.
 *
 * It follows the topic once it is started; `health` tells when it has caught up. Fails with a
 * `StateMismatchError` when the store is of another topic, or of a log that was replaced.
 */
export async function openReplica(options: ReplicaOptions): Promise<Replica> {
  const { log, store, storePath, topic } = options;
  const endOffsets = await log.endOffsets(topic);
  const from = startOffsets(topic, await store.position(), endOffsets, storePath);
  await checkLayout(store, storePath);
  return new TopicReplica(options, from, endOffsets);
}

class TopicReplica extends FollowedView implements Replica {
  readonly #options: ReplicaOptions;
  readonly #from: readonly PartitionOffset[];
  #done: Promise<void> = Promise.resolve();
  /** What the log had at the start; null once the view has it. */
  #catchUpTo: readonly PartitionOffset[] | null;
  #rowCount: RowCount | null = null;
  #oldestPendingMs: number | null = null;

  constructor(
    options: ReplicaOptions,
    from: readonly PartitionOffset[],
    endOffsets: readonly PartitionOffset[],
  ) {
    super(options, from, endOffsets);
    this.#options = options;
    this.#from = from;
    this.#catchUpTo = endOffsets;
  }

  start(): void {
    this.#tellHealth();
    this.lookAtEnds();
    this.#done = this.#follow(this.#from);
  }

  rowCount(): number | null {
    return this.#rowCount?.rows ?? null;
  }

  protected oldestPendingMs(): number | null {
    return this.#oldestPendingMs;
  }

  async close(): Promise<void> {
    this.stopping.abort();
    await this.#done;
    await this.#rowCount?.close();
  }

  async #follow(from: readonly PartitionOffset[]): Promise<void> {
    const { log, onError, storePath, topic } = this.#options;
    try {
      for await (const batch of log.read(from, { signal: this.stopping.signal })) {
        await this.#apply(batch);
      }
      if (!this.stopping.signal.aborted) throw new ReadEndedError(topic);
    } catch (error) {
      this.tellNotReady('stopped by an error');
      const isReplaced = error instanceof OffsetOutOfRangeError;
      onError(
        isReplaced
          ? new StateMismatchError(storePath, `is ahead of the log: ${error.message}`)
          : error,
      );
    }
  }

  async #apply(batch: Batch): Promise<void> {
    const { cache, store, tracer } = this.#options;
    const isServed = this.#catchUpTo === null;
    const trace = isServed ? BatchTrace.start(tracer, batch.records) : undefined;
    const writes = this.#writesOf(batch);
    const changes = writes.map(({ key, value }) => ({ key: cacheKey(key), value }));
    const countRows = await this.#rowCount?.measure(writes);
    const write = (): Promise<void> => store.write(writes, batch.positions);
    await (cache?.update(changes, write) ?? write());
    countRows?.();
    this.#oldestPendingMs = null;
    this.advance(batch.positions);
    this.tellApplied(changes.map(({ key }) => key));
    trace?.end();

    this.countApplied(writes.length, batch.records.length - writes.length);
    if (this.#catchUpTo === null) this.observeLatency(batch.records);
    else this.#tellHealth();
  }

  #writesOf({ records }: Batch): Write[] {
    const nowMs = Date.now();
    const writes: Write[] = [];
    for (const record of records) {
      const { key, value, timestampMs } = record;
      if (key !== null) {
        writes.push({ key, value: value === null ? null : storedRow(record, value, nowMs) });
      }
      this.#oldestPendingMs = Math.min(this.#oldestPendingMs ?? timestampMs, timestampMs);
    }
    return writes;
  }

  #tellHealth(): void {
    const { cache, logger, store, topic } = this.#options;
    if (this.#catchUpTo === null) return;
    const recordsLeft = this.progress.recordsLeft(this.#catchUpTo);
    if (recordsLeft > 0) {
      this.tellNotReady(`catching up with topic "${topic}": ${recordsLeft} records left`);
      return;
    }
    this.#catchUpTo = null;
    const onError = (error: unknown): void =>
      logger.warn({ err: error }, 'Cannot count the rows of the view');
    this.#rowCount = new RowCount({ store, cache, onError });
    this.tellReady();
  }
}
