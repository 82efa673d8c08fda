import type { Kafka, KafkaOptions } from '@user-information/servers';
import { startKafka, startRegistry } from '@user-information/servers';

/** What the services need on Kafka. */
export interface Servers {
  readonly kafka: Kafka;
  readonly registryUrl: string;
  /** Settings by which services use them. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/**
 * Starts a broker of its own, since it is going to be killed, and a schema registry, unless
 * SCHEMA_REGISTRY_URL names one that is there.
 */
export async function startServers(options: KafkaOptions = {}): Promise<Servers> {
  const kafka = await startKafka(options);
  try {
    const { SCHEMA_REGISTRY_URL: given = '' } = process.env;
    const registry = given === '' ? await startRegistry() : undefined;
    const registryUrl = registry?.url ?? given;
    return {
      kafka,
      registryUrl,
      env: {
        EVENT_LOG: 'kafka',
        KAFKA_BROKERS: kafka.brokers,
        SCHEMA_REGISTRY_URL: registryUrl,
      },
      close: async () => {
        await registry?.remove();
        await kafka.remove();
      },
    };
  } catch (error) {
    await kafka.remove();
    throw error;
  }
}
