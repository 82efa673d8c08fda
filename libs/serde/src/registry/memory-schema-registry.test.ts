import { schemaRegistryConformance } from '../conformance/index.ts';
import { MemorySchemaRegistry } from './memory-schema-registry.ts';

schemaRegistryConformance('MemorySchemaRegistry', () => {
  const registry = new MemorySchemaRegistry();
  return Promise.resolve({ registry, other: registry, remove: () => Promise.resolve() });
});
