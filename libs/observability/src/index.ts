export type { Logger } from 'pino';
export { createLogger } from './create-logger.ts';
export type { LogFormat, LoggerOptions, LogLevel } from './create-logger.ts';
export { createMetrics } from './create-metrics.ts';
export type { Metrics } from './create-metrics.ts';
export { Health } from './health.ts';
export type { ComponentStatus, HealthComponent, HealthStatus } from './health.ts';
export { latencyBucketsSeconds, latencyHistogram } from './latency-histogram.ts';
export type { LatencyHistogramOptions } from './latency-histogram.ts';
