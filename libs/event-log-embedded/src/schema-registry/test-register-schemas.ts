// Run several times at once by open-embedded-schema-registry.test.ts: registers versions of a few
// subjects and prints the ids.
import { openEmbeddedSchemaRegistry } from './open-embedded-schema-registry.ts';

const [directory = ''] = process.argv.slice(2);
const registry = await openEmbeddedSchemaRegistry({ directory });
const ids: number[] = [];
for (let fieldCount = 1; fieldCount <= 20; fieldCount++) {
  const fields = Array.from({ length: fieldCount }, (_, i) => ({
    name: `field${i}`,
    type: 'string',
    default: '',
  }));
  ids.push(await registry.register('shared-value', { type: 'record', name: 'Shared', fields }));
}
await registry.close();
process.stdout.write(JSON.stringify(ids));
