export { SerdeError } from './errors.ts';
export type { SerdeErrorCode } from './errors.ts';
export type { AvroSchema, RegisteredSchema, SchemaRegistry } from './schema-registry.ts';
export type { Serde } from './serde.ts';
