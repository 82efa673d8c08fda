import { EventLogError, LogClosedError, UnavailableError } from '@user-information/event-log';
import type { Logger } from '@user-information/observability';
import { Backoff } from '../connection/backoff.ts';
import { errorType } from '../requests/kafka-error.ts';
import type { Asker } from './refusal.ts';
import { refusal } from './refusal.ts';
import { isOnlyBusy } from './retriable.ts';

/** An error that passes usually does so within milliseconds. */
const FIRST_PAUSE_MS = 2;
const LONGEST_PAUSE_MS = 500;
/** Somebody ought to know by then. */
const TOLD_AFTER_MS = 10_000;

/** What the attempts of a log have in common. */
export interface PatienceContext {
  readonly logger: Logger | undefined;
  /** Aborts when the log is closing: then nobody waits for brokers that can't be reached. */
  readonly closing: AbortSignal;
  readonly isClosed: () => boolean;
  /** What is believed of the brokers may be wrong. */
  readonly doubt: () => void;
}

export interface PauseLimits {
  readonly firstMs: number;
  readonly longestMs: number;
}

/** Between attempts at one thing: waits after an error that passes, and fails with one that does not. */
export class Patience {
  readonly #context: PatienceContext;
  readonly #about: Asker;
  readonly #pauses: Backoff;
  #sinceMs: number | undefined;
  #isTold = false;

  constructor(
    context: PatienceContext,
    about: Asker,
    { firstMs, longestMs }: PauseLimits = {
      firstMs: FIRST_PAUSE_MS,
      longestMs: LONGEST_PAUSE_MS,
    },
  ) {
    this.#context = context;
    this.#about = about;
    this.#pauses = new Backoff(firstMs, longestMs);
  }

  /** Throws what waiting does not help; else returns when it is time to try again. */
  async after(error: unknown): Promise<void> {
    const { closing, isClosed, doubt } = this.#context;
    if (!isOnlyBusy(errorType(error))) doubt();
    if (isClosed() || (closing.aborted && error instanceof UnavailableError)) {
      throw error instanceof EventLogError ? error : new LogClosedError();
    }
    const fatal = refusal(error, this.#about);
    if (fatal !== undefined) {
      throw fatal;
    }
    this.#tell(error);
    // The way to a broker that can't be reached has its own, longer pauses.
    await this.#pauses.pause();
  }

  /** It succeeded: the next error is the first again. */
  reset(): void {
    this.#pauses.reset();
    this.#sinceMs = undefined;
    if (this.#isTold) this.#context.logger?.info('What the event log put off was done.');
    this.#isTold = false;
  }

  #tell(error: unknown): void {
    // That it can't be reached is told elsewhere, once for all.
    if (error instanceof UnavailableError || this.#isTold) {
      return;
    }
    const nowMs = performance.now();
    this.#sinceMs ??= nowMs;
    if (nowMs - this.#sinceMs > TOLD_AFTER_MS) {
      this.#isTold = true;
      this.#context.logger?.warn(
        `${error instanceof Error ? error.message : String(error)} It is tried again until it is done.`,
      );
    }
  }
}
