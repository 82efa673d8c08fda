import type { ServiceScope } from '@user-information/service';
import { ServersError } from '../errors.ts';
import { JavaKafka } from '../kafka/java-kafka.ts';
import { hasKafkaJars } from '../kafka/kafka-jars.ts';
import { kafkaVersion } from '../kafka/kafka-version.ts';
import { findJavaMeans } from '../means/find-means.ts';
import { isPortFree } from '../process/free-ports.ts';
import { JavaRegistry } from '../registry/java-registry.ts';
import { registryVersion } from '../registry/registry-version.ts';
import type { LocalSettings } from './settings.ts';

const usualRegistryPort = 8181;

/** Starts a broker and a registry whose data stay, and says how to use them; fails with a `ServersError`. */
export async function startLocalServers(
  settings: LocalSettings,
  scope: ServiceScope,
  say: (line: string) => void,
): Promise<void> {
  await refuseTaken(settings.kafka.port, 'KAFKA_PORT');
  await refuseTaken(settings.registry.port, 'REGISTRY_PORT');
  const java = (await findJavaMeans()).command;
  say(`Starting Apache Kafka ${kafkaVersion} and Apicurio Registry ${registryVersion}.`);
  if (!hasKafkaJars()) say('Maven fetches them first: 200 MB.');
  const kafka = await JavaKafka.start(java, { ...settings.kafka, optimized: true });
  stopWith(scope, kafka, 'Kafka');
  const registry = await JavaRegistry.start(java, settings.registry);
  stopWith(scope, registry, 'The schema registry');

  const environment = [
    'EVENT_LOG=kafka',
    `KAFKA_BROKERS=${kafka.brokers}`,
    ...(settings.registry.port === usualRegistryPort
      ? []
      : [`SCHEMA_REGISTRY_URL=${registry.url}`]),
  ];
  say(`Kafka is at ${kafka.brokers}, its data are in ${kafka.folder}`);
  say(`The schema registry is at ${registry.url}, its data are in ${registry.folder}`);
  say(`In another terminal: ${environment.join(' ')} npm start`);
  say('Ctrl-C stops both; their data stay until npm run reset.');
}

async function refuseTaken(port: number, setting: string): Promise<void> {
  if (await isPortFree(port)) return;
  const cure = `stop what listens there, perhaps another npm run kafka, or set ${setting}`;
  throw new ServersError('PORT_TAKEN', `Port ${port} is taken: ${cure} to another port.`);
}

function stopWith(scope: ServiceScope, server: JavaKafka | JavaRegistry, name: string): void {
  scope.onClose(async () => server.stop());
  void server.ended?.then((exitCode) => {
    if (scope.signal.aborted) return;
    const what = `${name} ended by itself (exit code ${exitCode})`;
    scope.fail(new ServersError('ENDED', `${what}; what it said is in ${server.folder}.`));
  });
}
