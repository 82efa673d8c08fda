import { findMeans } from '../means/find-means.ts';
import { startKafkaByDocker } from './docker-kafka.ts';
import { JavaKafka } from './java-kafka.ts';
import type { Kafka, KafkaOptions } from './kafka.ts';

/**
 * Starts an Apache Kafka broker on this machine, by Docker or by Java; resolves when it answers. Fails with
 * a `ServersError`.
 */
export async function startKafka(options: KafkaOptions = {}): Promise<Kafka> {
  const means = await findMeans();
  return means.name === 'docker'
    ? startKafkaByDocker(options)
    : JavaKafka.start(means.command, options);
}
