export { eventLogConformance } from './event-log-conformance.ts';
export type { EventLogCapabilities, EventLogConformanceOptions } from './options.ts';
