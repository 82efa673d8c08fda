import { setTimeout as sleep } from 'node:timers/promises';
import { OffsetOutOfRangeError } from '@user-information/event-log';
import type { Batch, EventLog } from '@user-information/event-log';
import { BatchTrace } from '@user-information/observability';
import type { Logger, Tracer } from '@user-information/observability';
import { StoreUnreachableError } from '@user-information/state-store';
import type { SharedStore, SharedWrite } from '@user-information/state-store';
import { ReadEndedError, StateMismatchError } from '../errors.ts';
import { cacheKey } from '../rows/row-cache.ts';
import { storedRow } from '../rows/stored-row.ts';
import type { SinkMetrics } from './sink-metrics.ts';

/** How often the store is asked whether it still has what was written, and for how long one waits for it. */
const lookEveryMs = 1_000;
const retryMs = 250;

export interface SinkPartitionOptions {
  readonly log: Pick<EventLog, 'read'>;
  readonly topic: string;
  readonly partition: number;
  /** Whose member it is. */
  readonly group: string;
  readonly store: SharedStore;
  readonly metrics: SinkMetrics;
  readonly tracer?: Tracer | undefined;
  readonly logger: Logger;
  /** Why the store can't be written, in words; null when it can again. */
  readonly onProblem: (problem: string | null) => void;
  readonly onError: (error: unknown) => void;
}

/** Writes one partition of a topic to a shared store, until it is closed. */
export class SinkPartition {
  readonly #options: SinkPartitionOptions;
  readonly #closing = new AbortController();
  readonly #done: Promise<void>;
  /** The offset up to which the store is known to have everything. */
  #nextOffset = 0;

  constructor(options: SinkPartitionOptions) {
    this.#options = options;
    this.#done = this.#run().catch(options.onError);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#done;
  }

  #isClosing(): boolean {
    return this.#closing.signal.aborted;
  }

  async #run(): Promise<void> {
    const { metrics, onProblem, topic } = this.#options;
    while (!this.#isClosing()) {
      try {
        await this.#follow();
      } catch (error) {
        if (this.#isClosing()) return;
        if (!(error instanceof StoreUnreachableError)) throw this.#explained(error);
        metrics.failures.inc({ topic });
        onProblem(error.message);
        const { signal } = this.#closing;
        await sleep(retryMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  /** From the store's position on, until that is not what was written. */
  async #follow(): Promise<void> {
    const { log, onProblem, partition, store, topic } = this.#options;
    const { nextOffset } = await store.state(partition);
    onProblem(null);
    this.#nextOffset = nextOffset;
    const over = new AbortController();
    const signal = AbortSignal.any([this.#closing.signal, over.signal]);
    const looking = this.#lookForLoss(over);
    try {
      for await (const batch of log.read([{ topic, partition, offset: nextOffset }], { signal })) {
        if (!(await this.#write(batch))) return;
      }
      if (!signal.aborted) throw new ReadEndedError(topic);
    } finally {
      over.abort();
      await looking;
    }
  }

  /** False when the store does not have what came before. */
  async #write({ records, positions }: Batch): Promise<boolean> {
    const { group, metrics, partition, store, topic, tracer } = this.#options;
    const nowMs = Date.now();
    const trace = BatchTrace.start(tracer, records, group);
    const writes = new Map<string, SharedWrite>();
    for (const record of records) {
      const { key, offset, timestampMs, value } = record;
      if (key === null) continue;
      // Deleted first, so that the last write of each key is where its offset is in the order.
      writes.delete(cacheKey(key));
      const row = value === null ? null : storedRow(record, value, nowMs);
      writes.set(cacheKey(key), { key, value: row, offset, timestampMs });
    }
    const fromOffset = this.#nextOffset;
    const toOffset = positions.find((at) => at.partition === partition)?.offset ?? fromOffset;
    if (toOffset <= fromOffset) return true;
    const nextOffset = await store.write({
      partition,
      fromOffset,
      toOffset,
      writes: [...writes.values()],
    });
    if (nextOffset < toOffset) {
      this.#tellLoss(nextOffset);
      return false;
    }
    this.#nextOffset = toOffset;
    metrics.written.inc({ topic }, writes.size);
    trace?.end();
    return true;
  }

  /** A topic in which nothing happens would not show that the store lost it. */
  async #lookForLoss(over: AbortController): Promise<void> {
    const { partition, store } = this.#options;
    const { signal } = over;
    const wait = () => sleep(lookEveryMs, undefined, { signal, ref: false }).catch(() => undefined);
    const isOver = (): boolean => signal.aborted;
    for (await wait(); !isOver(); await wait()) {
      const written = this.#nextOffset;
      // One that can't be asked can't be written either, or is asked again.
      const state = await store.state(partition).catch(() => undefined);
      if (state === undefined || state.nextOffset >= written || isOver()) continue;
      this.#tellLoss(state.nextOffset);
      over.abort();
    }
  }

  #tellLoss(nextOffset: number): void {
    const { logger, metrics, partition, store, topic } = this.#options;
    metrics.losses.inc({ topic });
    logger.warn(
      {},
      `${store.name} is at offset ${nextOffset} of partition ${partition} and was at ` +
        `${this.#nextOffset}: filling it again from there`,
    );
  }

  #explained(error: unknown): unknown {
    if (!(error instanceof OffsetOutOfRangeError)) return error;
    const { store } = this.#options;
    return new StateMismatchError(store.name, `is ahead of the log: ${error.message}`);
  }
}
