import type { Logger } from '@user-information/observability';
import type { RegistryMetrics } from './registry-metrics.ts';

/**
 * Tells once that the registry can't be asked, and once that it can be again, however many calls wait
 * for it, and also when it answers some of them while it fails others.
 */
export class Outage {
  readonly #url: string;
  readonly #logger: Logger;
  readonly #metrics: RegistryMetrics;
  #waitingCount = 0;
  #sinceMs: number | undefined;

  constructor(url: string, logger: Logger, metrics: RegistryMetrics) {
    this.#url = url;
    this.#logger = logger;
    this.#metrics = metrics;
  }

  /** A call begins to wait. */
  begin(reason: string): void {
    this.#waitingCount++;
    if (this.#sinceMs !== undefined) return;
    this.#sinceMs = performance.now();
    this.#metrics.reachable(false);
    this.#logger.warn(
      `The schema registry at ${this.#url} can't be asked: ${reason}. It is tried again until it answers.`,
    );
  }

  /** A call that waited no longer does, without an answer. */
  giveUp(): void {
    this.#waitingCount--;
  }

  /** A call was answered, after it had waited or at once. */
  answered(hasWaited: boolean): void {
    if (hasWaited) this.#waitingCount--;
    if (this.#sinceMs === undefined || this.#waitingCount > 0) return;
    const seconds = Math.round((performance.now() - this.#sinceMs) / 1000);
    this.#sinceMs = undefined;
    this.#metrics.reachable(true);
    this.#logger.info(`The schema registry at ${this.#url} answers again, after ${seconds} s.`);
  }
}
