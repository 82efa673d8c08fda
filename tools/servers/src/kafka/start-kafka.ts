import { ServersError } from '../errors.ts';
import { findJava } from '../java/java.ts';
import { startKafkaByJava } from './java-kafka.ts';
import type { Kafka, KafkaOptions } from './kafka.ts';

/** Starts an Apache Kafka broker on free ports of this machine; resolves when it answers. */
export async function startKafka(options: KafkaOptions = {}): Promise<Kafka> {
  const java = await findJava();
  if (java === undefined || java.version < 17) {
    throw new ServersError('MISSING', 'Kafka needs Java 17 or newer: install it.');
  }
  return startKafkaByJava(java.command, options);
}
