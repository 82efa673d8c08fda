import type { Means } from '../means/find-means.ts';
import { findMeans } from '../means/find-means.ts';
import { startKafkaByDocker } from './docker-kafka.ts';
import { JavaKafka } from './java-kafka.ts';
import type { Kafka, KafkaOptions } from './kafka.ts';

/**
 * Starts an Apache Kafka broker on this machine, by Docker or by Java; resolves when it answers. Fails with
 * a `ServersError`.
 */
export async function startKafka(options: KafkaOptions = {}): Promise<Kafka> {
  return startKafkaBy(await findMeans(), options);
}

/** The same by known means. */
export async function startKafkaBy(means: Means, options: KafkaOptions): Promise<Kafka> {
  return means.name === 'docker'
    ? startKafkaByDocker(options)
    : JavaKafka.start(means.command, options);
}
