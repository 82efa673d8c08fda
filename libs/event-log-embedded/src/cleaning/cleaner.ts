import { setTimeout as sleep } from 'node:timers/promises';
import { LogClosedError } from '@user-information/event-log';
import { FileLock } from '../storage/file-lock.ts';
import type { TopicCatalog } from '../topics/topic-catalog.ts';
import type { Topic } from '../topics/topic.ts';
import type { CleaningContext } from './cleaning-context.ts';
import type { CompactionLimits } from './compact.ts';
import { compact } from './compact.ts';
import { expire } from './expire.ts';
import { giveBackSpace } from './give-back-space.ts';

const LOCK_RETRY_MS = 10;

export interface CleanerOptions extends Omit<CleaningContext, 'signal'> {
  readonly catalog: TopicCatalog;
  readonly lockPath: string;
  readonly limits: CompactionLimits;
  /** Told of each topic of a round, and how many of its records were deleted. */
  readonly cleaned: (topic: string, deletedRecords: number) => void;
  /** Told of a round that failed; the next one tries again. */
  readonly failed: (error: unknown) => void;
}

/** Rounds of cleaning. A lock that dies with its process lets one of them clean at a time. */
export class Cleaner {
  readonly #options: CleanerOptions;
  readonly #stop = new AbortController();
  readonly #running = new Set<Promise<void>>();

  constructor(options: CleanerOptions) {
    this.#options = options;
  }

  /** Begins a round every `intervalMs`, unless another process is cleaning then. */
  start(intervalMs: number): void {
    void this.#track(this.#loop(intervalMs));
  }

  /** One round now, after any other that is under way. */
  clean(): Promise<void> {
    return this.#track(this.#waitAndClean());
  }

  /** Ends a round under way at its next step. */
  async close(): Promise<void> {
    this.#stop.abort();
    await Promise.allSettled(this.#running);
  }

  #track(work: Promise<void>): Promise<void> {
    this.#running.add(work);
    const forget = (): unknown => this.#running.delete(work);
    work.then(forget, forget);
    return work;
  }

  async #loop(intervalMs: number): Promise<void> {
    const { signal } = this.#stop;
    while (!isAborted(signal)) {
      await sleep(intervalMs, undefined, { signal, ref: false }).catch(() => undefined);
      try {
        await this.#tryToClean();
      } catch (error) {
        if (!isAborted(signal)) {
          this.#options.failed(error);
        }
      }
    }
  }

  async #waitAndClean(): Promise<void> {
    const { signal } = this.#stop;
    try {
      while (!(await this.#tryToClean())) {
        await sleep(LOCK_RETRY_MS, undefined, { signal });
      }
    } catch (error) {
      throw signal.aborted ? new LogClosedError() : error;
    }
  }

  /** False when another process is cleaning. */
  async #tryToClean(): Promise<boolean> {
    const { signal } = this.#stop;
    signal.throwIfAborted();
    const { storage, writes, catalog, lockPath } = this.#options;
    const lock = FileLock.tryAcquire(lockPath);
    if (lock === undefined) {
      return false;
    }
    try {
      const context = { storage, writes, signal };
      for (const topic of await storage.read(() => catalog.all())) {
        await this.#cleanTopic(context, topic);
      }
      await giveBackSpace(context);
      return true;
    } finally {
      lock.release();
    }
  }

  async #cleanTopic(context: CleaningContext, { spec, partitions }: Topic): Promise<void> {
    const { limits, cleaned } = this.#options;
    let deleted = 0;
    for (const partition of partitions) {
      if (spec.kind === 'changelog') {
        deleted += await compact(context, partition, limits);
      } else if (spec.retentionMs !== undefined) {
        deleted += await expire(context, partition, spec.retentionMs);
      }
    }
    cleaned(spec.name, deleted);
  }
}

/** Asked anew each time: it changes while the loop waits. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
