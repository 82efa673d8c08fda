export { ServiceBench } from './service-bench.ts';
export type { Answer, OpenLog, Said } from './service-bench.ts';
export { ProcessEndedError, startProcess } from './service-process.ts';
export type { ServiceProcess } from './service-process.ts';
export { testContext } from './test-context.ts';
export type { TestContext } from './test-context.ts';
export { until } from './until.ts';
