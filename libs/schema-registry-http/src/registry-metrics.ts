import { Counter, Gauge } from '@prometheus-io/client';
import type { Metrics } from '@user-information/observability';
import type { Outcome } from './http/outcome.ts';

/** What the client of a schema registry tells of itself. Without `metrics`, nothing. */
export class RegistryMetrics {
  readonly #requests: Counter<'outcome'> | undefined;
  readonly #reachable: Gauge | undefined;

  constructor(metrics: Metrics | undefined) {
    if (metrics === undefined) return;
    this.#requests = new Counter({
      name: 'schema_registry_requests_total',
      help: 'HTTP requests to the schema registry: answered, to be made anew (waits), or in vain (fails).',
      labelNames: ['outcome'],
      registers: [metrics],
    });
    this.#reachable = new Gauge({
      name: 'schema_registry_reachable',
      help: '0 while something waits for a schema registry that cannot be asked, else 1.',
      registers: [metrics],
    });
    this.reachable(true);
  }

  requested(outcome: Outcome['kind']): void {
    this.#requests?.inc({ outcome });
  }

  reachable(isReachable: boolean): void {
    this.#reachable?.set(isReachable ? 1 : 0);
  }
}
