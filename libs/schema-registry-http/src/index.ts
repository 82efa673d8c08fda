export { openHttpSchemaRegistry } from './open-http-schema-registry.ts';
export type { HttpSchemaRegistryOptions } from './options.ts';
