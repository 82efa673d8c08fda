import type { Logger } from '@user-information/observability';
import type { StreamsMetrics } from './streams-metrics.ts';

/** How often a line tells how far a restore is: what is over sooner needs none. */
const lineEveryMs = 5_000;

/** Tells how a task's restore comes along: as metrics at every step, as a log line now and then. */
export class RestoreProgress {
  readonly #task: number;
  readonly #metrics: StreamsMetrics;
  readonly #logger: Logger;
  readonly #startMs = performance.now();
  #total: number | undefined;
  #nextLineMs = this.#startMs + lineEveryMs;

  constructor(task: number, metrics: StreamsMetrics, logger: Logger) {
    this.#task = task;
    this.#metrics = metrics;
    this.#logger = logger;
  }

  /** To be told at the start, and after every batch. */
  tell(recordsLeft: number): void {
    this.#total ??= recordsLeft;
    const nowMs = performance.now();
    const perSecond = this.#perSecond(recordsLeft, nowMs);
    this.#metrics.restoring(this.#task, recordsLeft, perSecond);
    if (nowMs < this.#nextLineMs || recordsLeft === 0) return;
    this.#nextLineMs = nowMs + lineEveryMs;
    this.#logger.info(
      `restores task ${this.#task}: ${recordsLeft.toLocaleString('en')} of ` +
        `${this.#total.toLocaleString('en')} records left, ${perSecond.toLocaleString('en')} records/s`,
    );
  }

  /** To be told when the task can work. */
  done(): void {
    const restored = this.#total ?? 0;
    const tookMs = Math.round(performance.now() - this.#startMs);
    const line = `task ${this.#task} is restored: ${restored.toLocaleString('en')} records in ${tookMs} ms`;
    if (restored > 0) this.#logger.info(line);
    else this.#logger.debug(line);
  }

  #perSecond(recordsLeft: number, nowMs: number): number {
    const seconds = (nowMs - this.#startMs) / 1_000;
    return seconds === 0 ? 0 : Math.round(((this.#total ?? 0) - recordsLeft) / seconds);
  }
}
