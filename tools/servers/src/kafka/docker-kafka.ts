import { containerHost, startContainer } from '../docker/start-container.ts';
import { jvmOptions } from './jvm-options.ts';
import type { Kafka, KafkaOptions } from './kafka.ts';
import { kafkaVersion } from './kafka-version.ts';
import { planListeners } from './plan-listeners.ts';
import { propertiesEnvironment, serverProperties } from './server-properties.ts';
import { waitUntilKafkaAnswers } from './wait-until-kafka-answers.ts';

/** Starts Kafka's own image; its data are in the container. */
export async function startKafkaByDocker(options: KafkaOptions): Promise<Kafka> {
  const host = await containerHost();
  const plan = await planListeners(options);
  const brokers = `${host}:${plan.main.port}`;
  const properties = serverProperties({
    dataFolder: '/var/lib/kafka/data',
    plan,
    host,
    bindAddress: '0.0.0.0',
    more: options.properties,
  });
  const named = Object.entries(plan.named);
  const container = await startContainer({
    what: 'Kafka',
    image: `apache/kafka:${kafkaVersion}`,
    ports: [plan.main.port, ...named.map(([, { port }]) => port)],
    environment: {
      ...propertiesEnvironment(properties),
      KAFKA_HEAP_OPTS: jvmOptions(options).join(' '),
    },
    answers: async (mayWait) => waitUntilKafkaAnswers(brokers, mayWait),
  });
  for (const [user, password] of Object.entries(options.scramUsers ?? {})) {
    const mechanisms = ['SCRAM-SHA-256', 'SCRAM-SHA-512'];
    const secrets = mechanisms.map((mechanism) => `${mechanism}=[password=${password}]`);
    await container.run([
      '/opt/kafka/bin/kafka-configs.sh',
      ...['--bootstrap-server', brokers, '--alter', '--add-config', secrets.join(',')],
      ...['--entity-type', 'users', '--entity-name', user],
    ]);
  }
  const addresses = named.map(([name, { port }]) => [name, `${host}:${port}`] as const);
  return { ...container, brokers, listeners: Object.fromEntries(addresses) };
}
