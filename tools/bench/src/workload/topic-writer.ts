import type { EventLog, NewRecord } from '@user-information/event-log';
import type { Topic } from '@user-information/schemas';
import type { SchemaRegistry, Serde } from '@user-information/serde';
import { topicSerde, utf8 } from '@user-information/serde';

/** As many as the services have by default. */
const defaultPartitions = 3;

/** Makes the records of one topic, as the service that owns it does. */
export class TopicWriter<V> {
  readonly #topic: Topic<V>;
  readonly #values: Serde<V>;

  private constructor(topic: Topic<V>, values: Serde<V>) {
    this.#topic = topic;
    this.#values = values;
  }

  /** Creates the topic and registers its schema, if nobody did. */
  static async open<V>(
    topic: Topic<V>,
    log: Pick<EventLog, 'createTopics'>,
    registry: SchemaRegistry,
    partitions = defaultPartitions,
  ): Promise<TopicWriter<V>> {
    await log.createTopics([{ name: topic.name, kind: topic.kind, partitions }]);
    const values = topicSerde(topic, registry);
    await values.open();
    return new TopicWriter(topic, values);
  }

  put(key: string, value: V): NewRecord {
    return {
      topic: this.#topic.name,
      key: utf8.serialize(key),
      value: this.#values.serialize(value),
    };
  }

  remove(key: string): NewRecord {
    return { topic: this.#topic.name, key: utf8.serialize(key), value: null };
  }
}
