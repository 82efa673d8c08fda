import type { EventLog, PartitionOffset } from '@user-information/event-log';
import type { HealthComponent, Logger, Metrics } from '@user-information/observability';
import type { SharedChange, SharedStoreReader } from '@user-information/state-store';
import type { ViewProgress } from '../positions/view-progress.ts';
import { lookAtEnds } from '../replica/look-at-ends.ts';
import type { Replica } from '../replica/open-replica.ts';
import { Progress } from '../replica/progress.ts';
import { ReplicaMetrics } from '../replica/replica-metrics.ts';
import { Staleness } from '../replica/staleness.ts';
import { UpdateSummaries } from '../replica/update-summary.ts';
import type { UpdateSummary } from '../replica/update-summary.ts';
import { cacheKey } from '../rows/row-cache.ts';
import type { RowSource } from '../rows/row-source.ts';
import { pollStates } from './poll-states.ts';
import type { Look } from './poll-states.ts';
import { SharedRows } from './shared-rows.ts';

/** How often the log's ends are looked at, and the store when nothing else was said. */
const defaultLookEveryMs = 250;

export interface SharedViewSourceOptions {
  readonly log: Pick<EventLog, 'endOffsets'>;
  readonly topic: string;
  readonly store: SharedStoreReader;
  /** How often the store is asked how far it is, besides being watched; 250 when left out. */
  readonly lookEveryMs?: number;
  /** Whether it is ready, once it was, while some partitions are away: reads of those fail. */
  readonly servesInPart?: boolean;
  readonly metrics: Metrics;
  readonly logger: Logger;
  /** Ready once the store has all that the log had at the start, and while it can be asked. */
  readonly health: HealthComponent;
}

/** A view in a store that others write, and how far it is. */
export interface SharedViewSource
  extends ViewProgress, Pick<Replica, 'start' | 'rowCount' | 'takeSummary' | 'close'> {
  readonly rows: RowSource;
}

/** Looks at a view that others keep in a shared store; `start` begins to follow it. */
export async function openSharedView(options: SharedViewSourceOptions): Promise<SharedViewSource> {
  return new StoreView(options, await options.log.endOffsets(options.topic));
}

class StoreView implements SharedViewSource {
  readonly partitionCount: number;
  readonly rows: RowSource;
  readonly #options: SharedViewSourceOptions;
  readonly #catchUpTo: readonly PartitionOffset[];
  readonly #progress = new Progress([]);
  readonly #staleness = new Staleness();
  readonly #metrics: ReplicaMetrics;
  readonly #summaries = new UpdateSummaries();
  readonly #stopping = new AbortController();
  readonly #next = new Map<number, number>();
  #onApplied: (keys: readonly string[] | null) => void = () => undefined;
  #notReady: string | null = 'catching up: nobody has asked the store yet';
  #hasCaughtUp = false;
  #rowCount: number | null = null;
  #polling: Promise<void> = Promise.resolve();

  constructor(options: SharedViewSourceOptions, endOffsets: readonly PartitionOffset[]) {
    const { log, logger, metrics, store, topic } = options;
    this.#options = options;
    this.partitionCount = endOffsets.length;
    this.#catchUpTo = endOffsets;
    this.rows = new SharedRows({
      store,
      partitionCount: this.partitionCount,
      leastOffset: (partition) => this.#leastOffset(partition),
    });
    this.#metrics = new ReplicaMetrics(metrics, topic, {
      endOffsets: () => log.endOffsets(topic),
      recordsLeftOf: (end) => this.#progress.recordsLeftOf(end),
      oldestPendingMs: () => null, // Whoever writes the store has read it.
      rowCount: () => this.#rowCount,
      onLookFailed: (error) => logger.warn({ err: error }, 'Metrics of the view are stale'),
    });
  }

  start(): void {
    const { log, logger, lookEveryMs = defaultLookEveryMs, store, topic } = this.#options;
    const { signal } = this.#stopping;
    store.watch((change) => this.#changed(change));
    this.#polling = pollStates({
      store,
      leastOffsets: () => this.#catchUpTo.map(({ partition }) => this.#leastOffset(partition)),
      everyMs: lookEveryMs,
      onStates: (looks, least) => this.#polled(looks, least),
      signal,
    });
    void lookAtEnds({
      endOffsets: () => log.endOffsets(topic),
      everyMs: defaultLookEveryMs,
      onLooked: (atMs, ends) =>
        this.#staleness.looked(atMs, ends, (end) => this.#progress.recordsLeftOf(end) === 0),
      onFailed: (error) => logger.warn({ err: error }, 'Nobody knows how old the view is'),
      signal,
    });
  }

  notReady(): string | null {
    return this.#notReady;
  }

  position(partition: number): string | null {
    return this.#progress.position(partition);
  }

  lagMs(partition: number): number | null {
    return this.#staleness.ageMs(partition, performance.now());
  }

  isOfStandby(partition: number): boolean {
    return this.#options.store.isOfStandby?.(partition) === true;
  }

  recordsLeft(ends: readonly PartitionOffset[]): number {
    return this.#progress.recordsLeft(ends);
  }

  whenApplied(ends: readonly PartitionOffset[], callback: () => void): () => void {
    return this.#progress.whenReached(ends, callback);
  }

  onApplied(listener: (keys: readonly string[] | null) => void): void {
    this.#onApplied = listener;
  }

  rowCount(): number | null {
    return this.#rowCount;
  }

  takeSummary(): UpdateSummary {
    return this.#summaries.take();
  }

  async close(): Promise<void> {
    this.#stopping.abort();
    await this.#polling;
  }

  /** Someone wrote: what is next, or what comes after changes that were missed. */
  #changed({ partition, fromOffset, toOffset, rows }: SharedChange): void {
    const known = this.#next.get(partition) ?? 0;
    if (partition >= this.partitionCount || toOffset <= known) return;
    this.#advance(partition, toOffset);
    const isNext = fromOffset <= known;
    this.#onApplied(isNext ? rows.map(({ key }) => cacheKey(key)) : null);

    const { topic } = this.#options;
    this.#metrics.applied.inc({ topic }, rows.length);
    this.#summaries.countApplied(rows.length);
    if (this.#notReady !== null) return;
    const nowMs = Date.now();
    for (const { timestampMs } of rows) {
      // Another machine's clock may be ahead of this one's.
      const latencyMs = Math.max(0, nowMs - timestampMs);
      this.#metrics.updateLatency.observe({ topic }, latencyMs / 1000);
      this.#summaries.observeLatency(latencyMs);
    }
  }

  /** How the store is: ahead of the changes that came if some were missed, behind if it lost some. */
  #polled(looks: readonly Look[], least: readonly number[]): void {
    const states = looks.map((look) => (look.status === 'fulfilled' ? look.value : null));
    const ahead = states.flatMap((state, partition) =>
      state !== null && state.nextOffset > (this.#next.get(partition) ?? 0)
        ? [{ partition, nextOffset: state.nextOffset }]
        : [],
    );
    for (const { nextOffset, partition } of ahead) this.#advance(partition, nextOffset);
    if (ahead.length > 0) this.#onApplied(null);

    const missing = states.map((state, partition) =>
      state === null ? Infinity : Math.max(0, (least[partition] ?? 0) - state.nextOffset),
    );
    const maySomeBeMissing = this.#hasCaughtUp && this.#options.servesInPart === true;
    if (maySomeBeMissing ? !missing.includes(0) : missing.some((left) => left > 0)) {
      this.#tell(this.#whatIsMissing(looks, missing));
      return;
    }
    this.#hasCaughtUp = true;
    if (!states.includes(null)) {
      this.#rowCount = states.reduce((sum, state) => sum + (state?.rowCount ?? 0), 0);
    }
    this.#tell(null);
  }

  #whatIsMissing(looks: readonly Look[], missing: readonly number[]): string {
    const failed = looks.find((look) => look.status === 'rejected');
    if (failed !== undefined) return (failed.reason as Error).message;
    const left = missing.reduce((sum, records) => sum + records, 0);
    const { store, topic } = this.#options;
    return `${store.name} is catching up with topic "${topic}": ${left} records left`;
  }

  #advance(partition: number, offset: number): void {
    this.#next.set(partition, offset);
    const positions = [{ topic: this.#options.topic, partition, offset }];
    this.#staleness.advanced(positions);
    this.#progress.advance(positions);
  }

  #leastOffset(partition: number): number {
    return Math.max(this.#next.get(partition) ?? 0, this.#catchUpTo[partition]?.offset ?? 0);
  }

  #tell(missing: string | null): void {
    const { health, logger, topic } = this.#options;
    const wasReady = this.#notReady === null;
    this.#notReady = missing;
    if (missing !== null) {
      health.notReady(missing);
      if (wasReady) logger.warn({}, `The view is not ready: ${missing}`);
    } else if (!wasReady) {
      health.ready(`has caught up with topic "${topic}"`);
      logger.info(`The view has caught up with topic "${topic}"`);
    }
  }
}
