import type { EventLog, PartitionOffset } from '@user-information/event-log';
import type { HealthComponent, Logger, Metrics } from '@user-information/observability';
import type { ViewProgress } from '../positions/view-progress.ts';
import { lookAtEnds } from './look-at-ends.ts';
import { Progress } from './progress.ts';
import { ReplicaMetrics } from './replica-metrics.ts';
import { Staleness } from './staleness.ts';
import { UpdateSummaries } from './update-summary.ts';
import type { UpdateSummary } from './update-summary.ts';

export interface FollowedViewOptions {
  readonly log: Pick<EventLog, 'endOffsets'>;
  /** The changelog topic that is the view. */
  readonly topic: string;
  readonly metrics: Metrics;
  readonly logger: Logger;
  /** Ready once the view has all that the log had when it began to follow. */
  readonly health: HealthComponent;
}

/** How often the log's ends are looked at, to tell how old the view is at most. */
const lookEveryMs = 250;

/** How far a view is with the topic that it follows, and all that is told of that. */
export abstract class FollowedView implements ViewProgress {
  readonly partitionCount: number;
  protected readonly progress: Progress;
  protected readonly stopping = new AbortController();
  readonly #options: FollowedViewOptions;
  readonly #staleness = new Staleness();
  readonly #metrics: ReplicaMetrics;
  readonly #summaries = new UpdateSummaries();
  #onApplied: (keys: readonly string[] | null) => void = () => undefined;
  #notReady: string | null = 'starting';

  constructor(
    options: FollowedViewOptions,
    from: readonly PartitionOffset[],
    endOffsets: readonly PartitionOffset[],
  ) {
    const { log, logger, metrics, topic } = options;
    this.partitionCount = endOffsets.length;
    this.progress = new Progress(from);
    this.#options = options;
    this.#metrics = new ReplicaMetrics(metrics, topic, {
      endOffsets: () => log.endOffsets(topic),
      recordsLeftOf: (end) => this.progress.recordsLeftOf(end),
      oldestPendingMs: () => this.oldestPendingMs(),
      rowCount: () => this.rowCount(),
      onLookFailed: (error) => logger.warn({ err: error }, 'Metrics of the view are stale'),
    });
  }

  /** How many rows the view has; null while nobody knows. */
  abstract rowCount(): number | null;

  /** Timestamp of the oldest record that was read and is not applied; null when there is none. */
  protected abstract oldestPendingMs(): number | null;

  notReady(): string | null {
    return this.#notReady;
  }

  position(partition: number): string | null {
    return this.progress.position(partition);
  }

  lagMs(partition: number): number | null {
    return this.#staleness.ageMs(partition, performance.now());
  }

  recordsLeft(ends: readonly PartitionOffset[]): number {
    return this.progress.recordsLeft(ends);
  }

  whenApplied(ends: readonly PartitionOffset[], callback: () => void): () => void {
    return this.progress.whenReached(ends, callback);
  }

  onApplied(listener: (keys: readonly string[] | null) => void): void {
    this.#onApplied = listener;
  }

  /** What happened since the last call. */
  takeSummary(): UpdateSummary {
    return this.#summaries.take();
  }

  /** Looks at the log's ends from now on. Not waited for: a log that is away may not answer before it is closed. */
  protected lookAtEnds(): void {
    const { log, logger, topic } = this.#options;
    const isApplied = (end: PartitionOffset) => this.progress.recordsLeftOf(end) === 0;
    void lookAtEnds({
      endOffsets: () => log.endOffsets(topic),
      everyMs: lookEveryMs,
      onLooked: (atMs, ends) => this.#staleness.looked(atMs, ends, isApplied),
      onFailed: (error) => logger.warn({ err: error }, 'Nobody knows how old the view is'),
      signal: this.stopping.signal,
    });
  }

  protected advance(positions: readonly PartitionOffset[]): void {
    this.#staleness.advanced(positions);
    this.progress.advance(positions);
  }

  /** Tells the listener which keys (`cacheKey`) may have changed, null for any. */
  protected tellApplied(keys: readonly string[] | null): void {
    this.#onApplied(keys);
  }

  protected countApplied(applied: number, skipped = 0): void {
    const { topic } = this.#options;
    this.#metrics.applied.inc({ topic }, applied);
    this.#metrics.skipped.inc({ topic }, skipped);
    this.#summaries.countApplied(applied);
  }

  /** Notes how long it took until these were served. */
  protected observeLatency(updates: readonly { readonly timestampMs: number }[]): void {
    const nowMs = Date.now();
    for (const { timestampMs } of updates) {
      // Another machine's clock may be ahead of this one's.
      const latencyMs = Math.max(0, nowMs - timestampMs);
      this.#metrics.updateLatency.observe({ topic: this.#options.topic }, latencyMs / 1000);
      this.#summaries.observeLatency(latencyMs);
    }
  }

  protected tellNotReady(reason: string): void {
    this.#notReady = reason;
    this.#options.health.notReady(reason);
  }

  protected tellReady(): void {
    const { health, logger, topic } = this.#options;
    this.#notReady = null;
    health.ready(`has caught up with topic "${topic}"`);
    logger.info(`The view has caught up with topic "${topic}"`);
  }
}
