import type { Deserializer, Serde } from '@user-information/serde';

/** A topic that a topology reads: it needs to decode keys and values only. */
export interface SourceTopic<K, V> {
  readonly name: string;
  readonly key: Deserializer<K>;
  readonly value: Deserializer<V>;
}

/** A topic that a topology writes, and reads too. */
export interface TypedTopic<K, V> {
  readonly name: string;
  readonly key: Serde<K>;
  readonly value: Serde<V>;
}
