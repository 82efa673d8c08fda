import { setTimeout as delay } from 'node:timers/promises';
import type { EventLog } from '@user-information/event-log';
import { EventLogError } from '@user-information/event-log';

const pollMs = 50;

/** Watches topics grow, as a reader of committed records sees them. Times are `performance.now()`. */
export class GrowthWatch {
  readonly #log: EventLog;
  readonly #topics: readonly string[];
  readonly #onGrowth: () => Promise<void>;
  #count = 0;
  #firstAtMs: number | undefined;
  #lastAtMs = performance.now();

  /** @param onGrowth is waited for each time that something grew */
  constructor(
    log: EventLog,
    topics: readonly string[],
    onGrowth: () => Promise<void> = async () => undefined,
  ) {
    this.#log = log;
    this.#topics = topics;
    this.#onGrowth = onGrowth;
  }

  /** When the first record was seen; undefined while there is none. */
  get firstAtMs(): number | undefined {
    return this.#firstAtMs;
  }

  /** When they grew last, or else when the watch began. */
  get lastAtMs(): number {
    return this.#lastAtMs;
  }

  /** Returns once nothing has grown for so long. */
  async untilQuiet(quietMs: number): Promise<void> {
    const startAtMs = performance.now();
    for (;;) {
      const count = await this.#countRecords();
      const nowMs = performance.now();
      if (count !== this.#count) {
        this.#count = count;
        this.#firstAtMs ??= nowMs;
        this.#lastAtMs = nowMs;
        await this.#onGrowth();
      } else if (nowMs - Math.max(startAtMs, this.#lastAtMs) > quietMs) {
        return;
      }
      await delay(pollMs);
    }
  }

  async #countRecords(): Promise<number> {
    const counts = await Promise.all(this.#topics.map((topic) => this.#endOf(topic)));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /** The contender creates its internal topics itself: they may not be there yet. */
  async #endOf(topic: string): Promise<number> {
    try {
      const ends = await this.#log.endOffsets(topic);
      return ends.reduce((sum, { offset }) => sum + offset, 0);
    } catch (error) {
      if (error instanceof EventLogError && error.code === 'UNKNOWN_TOPIC') return 0;
      throw error;
    }
  }
}
