import type { Serde } from '@user-information/serde';

/** A topic whose keys and values have types: what a topology reads and writes. */
export interface TypedTopic<K, V> {
  readonly name: string;
  readonly key: Serde<K>;
  readonly value: Serde<V>;
}
