import { schemaRegistryConformance } from '@user-information/serde/conformance';
import { localRegistry } from './testing/local-registry.ts';
import type { LocalRegistryOptions } from './testing/local-registry.ts';
import { LocalServer } from './testing/local-server.ts';
import { testRegistry } from './testing/test-registry.ts';

const kinds: [string, LocalRegistryOptions][] = [
  ['A registry that checks nothing', {}],
  ['A registry that keeps levels of known subjects only', { levelsNeedVersions: true }],
];

for (const [name, options] of kinds) {
  schemaRegistryConformance(name, async () => {
    const server = await LocalServer.start(localRegistry(options));
    return {
      registry: (await testRegistry({ url: server.url })).registry,
      other: (await testRegistry({ url: server.url })).registry,
      remove: () => server.close(),
    };
  });
}
