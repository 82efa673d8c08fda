import { subjectOf } from '@user-information/schemas';
import type { Topic } from '@user-information/schemas';
import type { SchemaRegistry } from '../schema-registry.ts';
import type { Serde } from '../serde.ts';
import { avroReader } from './avro-reader.ts';
import { avroSerde } from './avro-serde.ts';

/** The serde of a topic's values, to write and to read them. */
export function topicSerde<T>(
  topic: Topic<T>,
  registry: SchemaRegistry,
): Serde<T> & { open(): Promise<void> } {
  return avroSerde({ subject: subjectOf(topic), schema: topic.schema, registry });
}

/** The serde of a topic's values to read them only: `topicReader(pick(topics.tweets, ['userId']), …)`. */
export function topicReader<T>(topic: Topic<T>, registry: SchemaRegistry): Serde<T> {
  return avroReader({ subject: subjectOf(topic), schema: topic.schema, registry });
}
