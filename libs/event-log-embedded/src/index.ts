export type { EmbeddedEventLog } from './embedded-event-log.ts';
export { openEmbeddedEventLog } from './open-embedded-event-log.ts';
export type { EmbeddedLogOptions } from './options.ts';
