import { ServersError } from '../errors.ts';
import { freePorts } from '../process/free-ports.ts';
import { registryEnvironment, registryPath } from './registry-environment.ts';
import { registryVersion } from './registry-version.ts';
import type { Registry, RegistryOptions } from './registry.ts';
import { waitUntilRegistryAnswers } from './wait-until-registry-answers.ts';

const startLimitMs = 120_000;
const stopLimitSeconds = 20;

/**
 * Starts Apicurio's own image through testcontainers, which sees to it that the container goes when this
 * process does. The port is the same inside and outside, and the schemas are in the container.
 */
export async function startRegistryByDocker(options: RegistryOptions): Promise<Registry> {
  const { GenericContainer, getContainerRuntimeClient } = await import('testcontainers');
  const client = await getContainerRuntimeClient();
  const [freePort = 0] = await freePorts(1);
  const port = options.port ?? freePort;
  const url = `http://${client.info.containerRuntime.host}:${port}${registryPath}`;
  const dataFile = '/tmp/schemas';
  const started = await new GenericContainer(`apicurio/apicurio-registry:${registryVersion}`)
    .withExposedPorts({ container: port, host: port })
    .withEnvironment(registryEnvironment({ bindAddress: '0.0.0.0', port, dataFile }))
    .start();
  const container = client.container.getById(started.getId());

  const waitUntilItAnswers = async (): Promise<void> => {
    const deadlineMs = Date.now() + startLimitMs;
    if (await waitUntilRegistryAnswers(url, () => Date.now() < deadlineMs)) return;
    throw new ServersError(
      'NOT_STARTED',
      `The registry's container ${started.getName()} does not answer.`,
    );
  };
  await waitUntilItAnswers();
  return {
    url,
    start: async () => {
      await container.start();
      await waitUntilItAnswers();
    },
    stop: async () => {
      await container.stop({ t: stopLimitSeconds });
    },
    kill: async () => {
      await container.kill();
    },
    remove: async () => {
      await container.remove({ force: true, v: true });
    },
  };
}
