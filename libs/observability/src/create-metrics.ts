import { collectDefaultMetrics, Registry } from '@prometheus-io/client';
import type { Metric } from '@prometheus-io/client';

/** Where a service's metrics are kept; libraries register their own on it. */
export type Metrics = Registry;

/** Those of the process, which are measured once, however many registries tell of them. */
let ofThisProcess: readonly Metric[] | undefined;

const longestTimerMs = 2 ** 31 - 1;

/**
 * Metrics labelled with the service's name, the process's own included: CPU, memory, garbage
 * collection, and event loop delay.
 */
export function createMetrics(options: { readonly service: string }): Metrics {
  const metrics = new Registry();
  metrics.setDefaultLabels({ service: options.service });
  ofThisProcess ??= measureProcess();
  for (const metric of ofThisProcess) metrics.registerMetric(metric);
  return metrics;
}

/** Starts the timers and observers, which nothing ends. */
function measureProcess(): readonly Metric[] {
  const register = new Registry();
  // Quantiles of the event loop's utilization, ten times a second, would hold requests up for
  // milliseconds now and then. Its delay says more, and costs nothing.
  collectDefaultMetrics({ register, eventLoopUtilizationTimeout: longestTimerMs });
  return register
    .getMetricsAsArray()
    .filter(({ name }) => !name.startsWith('nodejs_eventloop_utilization'))
    .flatMap(({ name }) => register.getSingleMetric(name) ?? []);
}
