export type { EmbeddedEventLog } from './embedded-event-log.ts';
export { openEmbeddedEventLog } from './open-embedded-event-log.ts';
export type { EmbeddedLogOptions } from './options.ts';
export { openEmbeddedSchemaRegistry } from './schema-registry/open-embedded-schema-registry.ts';
export type { EmbeddedSchemaRegistryOptions } from './schema-registry/open-embedded-schema-registry.ts';
