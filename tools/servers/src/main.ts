/** `npm run kafka`: an Apache Kafka broker on this machine, until Ctrl-C. */
import { once } from 'node:events';
import { resolve } from 'node:path';
import { JavaKafka } from './kafka/java-kafka.ts';
import { findJavaMeans } from './means/find-means.ts';

const kafka = await JavaKafka.start((await findJavaMeans()).command, {
  port: 9092,
  folder: resolve('.data/kafka'),
});
console.log(`Kafka answers at ${kafka.brokers}.`);
await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
await kafka.stop();
