import type { SourceTopic } from './typed-topic.ts';

/** A record stream: every record is an event of its own; none replaces another. */
export class KStream<K, V> {
  readonly kind = 'stream';
  /** Names this stream in the repartition topic: keep it when the code changes. */
  readonly name: string;
  readonly topic: SourceTopic<unknown, V>;
  /** The key that `selectKey` chose; undefined: the record's own. Null or undefined keys drop. */
  readonly by: ((value: V, key: never) => K | null | undefined) | undefined;

  constructor(
    name: string,
    topic: SourceTopic<unknown, V>,
    by?: (value: V, key: never) => K | null | undefined,
  ) {
    this.name = name;
    this.topic = topic;
    this.by = by;
  }

  /** The same records under another key; they travel through the repartition topic. */
  selectKey<K1>(name: string, by: (value: V, key: K) => K1 | null | undefined): KStream<K1, V> {
    return new KStream<K1, V>(name, this.topic, by);
  }
}

/** A topic as a record stream under its own key. */
export function stream<K, V>(topic: SourceTopic<K, V>): KStream<K, V> {
  return new KStream<K, V>(topic.name, topic);
}
