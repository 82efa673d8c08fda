import { Counter } from '@prometheus-io/client';
import type { Metrics } from '@user-information/observability';

/** What became of a request that was passed on. */
export type ForwardOutcome = 'answered' | 'refused' | 'unreachable';

/** What interactive queries tell of themselves. */
export class QueryMetrics {
  readonly #forwarded: Counter<'outcome'>;

  constructor(metrics: Metrics) {
    this.#forwarded = new Counter({
      name: 'interactive_queries_forwarded_total',
      help: 'Requests that were passed on to another instance, by what became of them.',
      labelNames: ['outcome'],
      registers: [metrics],
    });
  }

  forwarded(outcome: ForwardOutcome): void {
    this.#forwarded.inc({ outcome });
  }
}
