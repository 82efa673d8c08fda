export { schemaRegistryConformance } from './schema-registry-conformance.ts';
export type { RegistryFixture } from './schema-registry-conformance.ts';
