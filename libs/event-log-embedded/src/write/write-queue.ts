import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { EventLogError, LogClosedError } from '@user-information/event-log';
import type { LogMetrics } from '../log-metrics.ts';
import { retryBusy } from '../storage/retry-busy.ts';
import { storageError } from '../storage/sqlite-error.ts';
import type { Storage } from '../storage/storage.ts';
import type { Partition } from '../topics/topic.ts';
import { WriteTransaction } from './write-transaction.ts';

/** So long after it met another writer, a queue leaves others a gap after each of its commits. */
const POLITE_FOR_MS = 100;
const GAP_MS = 1;
/** A group is closed once it has this many records, so that the event loop is not held for long. */
const GROUP_RECORDS = 2_000;

interface Job {
  readonly askedMs: number;
  readonly records: number;
  /** Runs the work and keeps its outcome; throws only what ruins the whole transaction. */
  run(transaction: WriteTransaction): void;
  settle(): void;
  fail(error: unknown): void;
}

export interface WriteListener {
  /** After each commit, with how many records each partition got. Must not throw. */
  committed(appended: ReadonlyMap<Partition, number>): void;
  /** After a transaction failed and left nothing behind. Must not throw. */
  rolledBack(): void;
}

/**
 * The writes of this process, in order. Those that wait together go into one SQLite transaction
 * (group commit). The lock between processes is taken without blocking the event loop, and a queue
 * that meets other writers pauses between its commits, so that they get their turn.
 */
export class WriteQueue {
  readonly #storage: Storage;
  readonly #metrics: LogMetrics;
  readonly #listener: WriteListener;
  readonly #jobs: Job[] = [];
  #draining: Promise<void> | undefined;
  #closed = false;
  #politeUntilMs = 0;

  constructor(storage: Storage, metrics: LogMetrics, listener: WriteListener) {
    this.#storage = storage;
    this.#metrics = metrics;
    this.#listener = listener;
  }

  /**
   * Runs `work` in a write transaction; resolves once that is committed. A work that refuses with an
   * `EventLogError` must do so before its first write, since it shares the transaction with others.
   */
  write<T>(work: (transaction: WriteTransaction) => T, records = 1): Promise<T> {
    if (this.#closed) {
      return Promise.reject(new LogClosedError());
    }
    const { promise, ...outcome } = Promise.withResolvers<T>();
    this.#jobs.push(createJob(work, records, outcome));
    this.#draining ??= this.#drain();
    return promise;
  }

  /** Refuses new writes and waits for those under way. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#draining;
  }

  async #drain(): Promise<void> {
    while (this.#jobs.length > 0) {
      await (performance.now() < this.#politeUntilMs ? sleep(GAP_MS) : nextTurn());
      await this.#writeGroup();
    }
    this.#draining = undefined;
  }

  async #writeGroup(): Promise<void> {
    const { path, lockTimeoutMs } = this.#storage;
    const group: Job[] = [];
    try {
      const { waits, result } = await retryBusy(path, lockTimeoutMs, () => this.#commit(group));
      if (waits > 0) {
        this.#politeUntilMs = performance.now() + POLITE_FOR_MS;
        this.#metrics.writeWaits.inc(waits);
      }
      this.#listener.committed(result);
      group.forEach((job) => {
        job.settle();
        this.#metrics.writeSeconds.observe((performance.now() - job.askedMs) / 1_000);
      });
    } catch (error) {
      this.#giveUp(group, storageError(path, error));
    }
  }

  /** From begin to commit in one go: no other work of this process gets into the transaction. */
  #commit(group: Job[]): ReadonlyMap<Partition, number> {
    const { database } = this.#storage;
    database.exec('BEGIN IMMEDIATE');
    this.#takeGroup(group);
    const transaction = new WriteTransaction();
    group.forEach((job) => job.run(transaction));
    transaction.finish();
    database.exec('COMMIT');
    return transaction.appended();
  }

  #takeGroup(group: Job[]): void {
    let records = 0;
    do {
      const job = this.#jobs.shift();
      if (job === undefined) {
        return;
      }
      group.push(job);
      records += job.records;
    } while (records < GROUP_RECORDS);
  }

  #giveUp(group: readonly Job[], error: unknown): void {
    if (this.#storage.database.isTransaction) {
      this.#storage.database.exec('ROLLBACK');
    }
    this.#listener.rolledBack();
    // Without a group the lock never came: nobody who waits now would fare better.
    const failed = group.length > 0 ? group : this.#jobs.splice(0);
    failed.forEach((job) => job.fail(error));
  }
}

function createJob<T>(
  work: (transaction: WriteTransaction) => T,
  records: number,
  { resolve, reject }: Omit<PromiseWithResolvers<T>, 'promise'>,
): Job {
  let settle: (() => void) | undefined;
  return {
    askedMs: performance.now(),
    records,
    run(transaction) {
      try {
        const result = work(transaction);
        settle = () => resolve(result);
      } catch (error) {
        if (!(error instanceof EventLogError)) {
          throw error;
        }
        settle = () => reject(error);
      }
    },
    settle: () => settle?.(),
    fail: reject,
  };
}
