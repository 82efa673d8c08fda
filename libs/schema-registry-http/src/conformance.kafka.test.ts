import { schemaRegistryConformance } from '@user-information/serde/conformance';
import { testRegistry } from './testing/test-registry.ts';

const url = process.env['SCHEMA_REGISTRY_URL'] ?? 'http://127.0.0.1:8181/apis/ccompat/v7';

schemaRegistryConformance('Apicurio Registry', async () => ({
  registry: (await testRegistry({ url })).registry,
  other: (await testRegistry({ url })).registry,
  remove: async () => undefined,
}));
