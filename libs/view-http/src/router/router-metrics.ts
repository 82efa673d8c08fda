import { Counter } from '@prometheus-io/client';
import type { Metrics } from '@user-information/observability';

/** The metrics of a router, registered. */
export class RouterMetrics {
  readonly requests: Counter<'result'>;
  readonly retries: Counter;

  constructor(metrics: Metrics) {
    const registers = [metrics];
    this.requests = new Counter({
      name: 'view_router_requests_total',
      help: 'Requests to the instances that have the partitions, by what became of them.',
      labelNames: ['result'],
      registers,
    });
    for (const result of ['answered', 'failed']) this.requests.inc({ result }, 0);
    this.retries = new Counter({
      name: 'view_router_retries_total',
      help: 'Requests that were sent once more, to another copy of the partition.',
      registers,
    });
  }
}
