import { containerHost, startContainer } from '../docker/start-container.ts';
import { freePorts } from '../process/free-ports.ts';
import { registryEnvironment, registryPath } from './registry-environment.ts';
import { registryVersion } from './registry-version.ts';
import type { Registry, RegistryOptions } from './registry.ts';
import { waitUntilRegistryAnswers } from './wait-until-registry-answers.ts';

/** Starts Apicurio's own image; its schemas are in the container. */
export async function startRegistryByDocker(options: RegistryOptions): Promise<Registry> {
  const [freePort = 0] = await freePorts(1);
  const port = options.port ?? freePort;
  const url = `http://${await containerHost()}:${port}${registryPath}`;
  const container = await startContainer({
    what: 'the schema registry',
    image: `apicurio/apicurio-registry:${registryVersion}`,
    ports: [port],
    environment: registryEnvironment({ bindAddress: '0.0.0.0', port, dataFile: '/tmp/schemas' }),
    answers: async (mayWait) => waitUntilRegistryAnswers(url, mayWait),
  });
  return { ...container, url };
}
