import type { Schema } from './schema.ts';

/**
 * What a topic holds. Keys are UTF-8 strings, values are Avro, null is a tombstone. `V` is the type
 * of the values.
 */
export interface Topic<V> {
  readonly name: string;
  /** A changelog keeps the newest record of each key, a record stream those of a certain age. */
  readonly kind: 'changelog' | 'record-stream';
  readonly schema: Schema<V>;
  /** Of a record stream: how long its records stay, in milliseconds, unless a service sets it. */
  readonly retentionMs?: number;
}

/** How a log makes the topic: the arguments of its `createTopics`. */
export function topicSpec(topic: Omit<Topic<unknown>, 'schema'>, partitions: number) {
  const { name, kind, retentionMs } = topic;
  return { name, kind, partitions, ...(retentionMs === undefined ? {} : { retentionMs }) };
}

/** The name under which the schema registry keeps the schemas of a topic's values. */
export function subjectOf(topic: { readonly name: string }): string {
  return `${topic.name}-value`;
}
