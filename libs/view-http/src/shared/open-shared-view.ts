import type { EventLog, PartitionOffset } from '@user-information/event-log';
import type { HealthComponent, Logger, Metrics } from '@user-information/observability';
import type { SharedChange, SharedStoreReader } from '@user-information/state-store';
import type { ViewProgress } from '../positions/view-progress.ts';
import { FollowedView } from '../replica/followed-view.ts';
import type { Replica } from '../replica/open-replica.ts';
import { cacheKey } from '../rows/row-cache.ts';
import type { RowSource } from '../rows/row-source.ts';
import { pollStates } from './poll-states.ts';
import type { Look } from './poll-states.ts';
import { SharedRows } from './shared-rows.ts';

/** How often the store is asked when nothing else was said. */
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

class StoreView extends FollowedView implements SharedViewSource {
  readonly rows: RowSource;
  readonly #options: SharedViewSourceOptions;
  readonly #catchUpTo: readonly PartitionOffset[];
  readonly #next = new Map<number, number>();
  #hasCaughtUp = false;
  #rowCount: number | null = null;
  #polling: Promise<void> = Promise.resolve();

  constructor(options: SharedViewSourceOptions, endOffsets: readonly PartitionOffset[]) {
    super(options, [], endOffsets);
    this.#options = options;
    this.#catchUpTo = endOffsets;
    this.rows = new SharedRows({
      store: options.store,
      partitionCount: this.partitionCount,
      leastOffset: (partition) => this.#leastOffset(partition),
    });
  }

  start(): void {
    const { lookEveryMs = defaultLookEveryMs, store } = this.#options;
    this.tellNotReady('catching up: nobody has asked the store yet');
    store.watch((change) => this.#changed(change));
    this.#polling = pollStates({
      store,
      leastOffsets: () => this.#catchUpTo.map(({ partition }) => this.#leastOffset(partition)),
      everyMs: lookEveryMs,
      onStates: (looks, least) => this.#polled(looks, least),
      signal: this.stopping.signal,
    });
    this.lookAtEnds();
  }

  isOfStandby(partition: number): boolean {
    return this.#options.store.isOfStandby?.(partition) === true;
  }

  rowCount(): number | null {
    return this.#rowCount;
  }

  /** Whoever writes the store has read it. */
  protected oldestPendingMs(): number | null {
    return null;
  }

  async close(): Promise<void> {
    this.stopping.abort();
    await this.#polling;
  }

  /** Someone wrote: what is next, or what comes after changes that were missed. */
  #changed({ partition, fromOffset, toOffset, rows }: SharedChange): void {
    const known = this.#next.get(partition) ?? 0;
    if (partition >= this.partitionCount || toOffset <= known) return;
    this.#advance(partition, toOffset);
    const isNext = fromOffset <= known;
    this.tellApplied(isNext ? rows.map(({ key }) => cacheKey(key)) : null);

    this.countApplied(rows.length);
    if (this.notReady() === null) this.observeLatency(rows);
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
    if (ahead.length > 0) this.tellApplied(null);

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
    this.advance([{ topic: this.#options.topic, partition, offset }]);
  }

  #leastOffset(partition: number): number {
    return Math.max(this.#next.get(partition) ?? 0, this.#catchUpTo[partition]?.offset ?? 0);
  }

  #tell(missing: string | null): void {
    const wasReady = this.notReady() === null;
    if (missing !== null) {
      this.tellNotReady(missing);
      if (wasReady) this.#options.logger.warn({}, `The view is not ready: ${missing}`);
    } else if (!wasReady) {
      this.tellReady();
    }
  }
}
