import { ServersError } from '../errors.ts';
import type { Kafka, KafkaOptions } from './kafka.ts';
import { kafkaVersion } from './kafka-version.ts';
import { planListeners } from './plan-listeners.ts';
import { propertiesEnvironment, serverProperties } from './server-properties.ts';
import { waitUntilKafkaAnswers } from './wait-until-kafka-answers.ts';

const startLimitMs = 120_000;
const stopLimitSeconds = 20;

/**
 * Starts Kafka's own image through testcontainers, which sees to it that the container goes when this
 * process does. The ports are the same inside and outside.
 */
export async function startKafkaByDocker(options: KafkaOptions): Promise<Kafka> {
  const { GenericContainer, getContainerRuntimeClient } = await import('testcontainers');
  const client = await getContainerRuntimeClient();
  const { host } = client.info.containerRuntime;
  const plan = await planListeners(options);
  const brokers = `${host}:${plan.main.port}`;
  const properties = serverProperties({
    dataFolder: '/var/lib/kafka/data',
    plan,
    host,
    bindAddress: '0.0.0.0',
    more: options.properties,
  });
  const ports = [plan.main, ...Object.values(plan.named)].map(({ port }) => port);
  const started = await new GenericContainer(`apache/kafka:${kafkaVersion}`)
    .withExposedPorts(...ports.map((port) => ({ container: port, host: port })))
    .withEnvironment({
      ...propertiesEnvironment(properties),
      KAFKA_HEAP_OPTS: `-Xmx${options.heap ?? '512m'}`,
    })
    .start();
  const container = client.container.getById(started.getId());

  const waitUntilItAnswers = async (): Promise<void> => {
    const deadlineMs = Date.now() + startLimitMs;
    if (await waitUntilKafkaAnswers(brokers, () => Date.now() < deadlineMs)) return;
    throw new ServersError(
      'NOT_STARTED',
      `Kafka's container ${started.getName()} does not answer.`,
    );
  };
  await waitUntilItAnswers();
  for (const [name, password] of Object.entries(options.scramUsers ?? {})) {
    const secrets = ['SCRAM-SHA-256', 'SCRAM-SHA-512'].map(
      (name) => `${name}=[password=${password}]`,
    );
    await started.exec([
      '/opt/kafka/bin/kafka-configs.sh',
      ...['--bootstrap-server', brokers, '--alter', '--add-config', secrets.join(',')],
      ...['--entity-type', 'users', '--entity-name', name],
    ]);
  }
  return {
    brokers,
    listeners: Object.fromEntries(
      Object.entries(plan.named).map(([name, { port }]) => [name, `${host}:${port}`]),
    ),
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
