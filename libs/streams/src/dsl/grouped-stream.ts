import type { Serde } from '@user-information/serde';
import { int64 } from '@user-information/serde';
import { StreamsError } from '../errors.ts';
import type { JoinNode } from './join-node.ts';
import type { Update } from './join.ts';
import type { KStream } from './kstream.ts';
import type { TypedTopic } from './typed-topic.ts';

/** What the events of a stream come to, by key, in a store that can be queried. */
export interface Aggregate<K, A> {
  /** The name of the store, and what its keys and values are. */
  readonly store: TypedTopic<K, A>;
  readonly origin: JoinNode;
}

/** The events of a record stream by their keys. */
export class GroupedStream<K, V> {
  readonly #stream: KStream<K, V>;
  readonly #key: Serde<K>;

  constructor(stream: KStream<K, V>, key: Serde<K> | undefined) {
    this.#stream = stream;
    this.#key = key ?? keysAsTheyAre(stream);
  }

  /** How many events each key has had, in a store of this name. */
  count(store: string): Aggregate<K, number> {
    return this.aggregate({ store, value: int64, update: (count = 0) => count + 1 });
  }

  /**
   * The events of each key folded in their order, in a store of this name. `update` must be pure; an
   * event on which it throws becomes a dead letter.
   */
  aggregate<A>(into: {
    readonly store: string;
    readonly value: Serde<A>;
    readonly update: Update<A, V>;
  }): Aggregate<K, A> {
    const store: TypedTopic<K, A> = { name: into.store, key: this.#key, value: into.value };
    const origin: JoinNode = {
      out: store,
      table: undefined,
      combine: (view) => view,
      inputs: [
        {
          kind: 'stream',
          stream: this.#stream as KStream<unknown, unknown>,
          update: into.update as Update<unknown, unknown>,
        },
      ],
    };
    return { store, origin };
  }
}

/** Keys that are the records' own are never written anew. */
function keysAsTheyAre<K, V>({ name, topic }: KStream<K, V>): Serde<K> {
  return {
    serialize: () => {
      throw new StreamsError('INVALID_TOPOLOGY', `The keys of the stream "${name}" are its own.`);
    },
    deserialize: (bytes) => topic.key.deserialize(bytes) as K | Promise<K>,
  };
}
