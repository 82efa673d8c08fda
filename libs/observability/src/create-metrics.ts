import { collectDefaultMetrics, Registry } from '@prometheus-io/client';

/** Where a service's metrics are kept; libraries register their own on it. */
export type Metrics = Registry;

/**
 * Metrics labelled with the service's name, the process's own included: CPU, memory, garbage
 * collection, and event loop delay.
 */
export function createMetrics(options: { readonly service: string }): Metrics {
  const metrics = new Registry();
  metrics.setDefaultLabels({ service: options.service });
  collectDefaultMetrics({ register: metrics });
  return metrics;
}
