import type { Serde } from '@user-information/serde';
import { StreamsError } from '../errors.ts';
import { GroupedStream } from './grouped-stream.ts';
import type { StoredTable } from './ktable.ts';
import type { SourceTopic } from './typed-topic.ts';

/** How a stream's events become of the records of its topic. */
interface Derivation<K, V> {
  readonly by: ((value: V, key: never) => K | null | undefined) | undefined;
  readonly lookups: readonly StoredTable<unknown, unknown>[];
  readonly complete: (event: unknown, rows: readonly unknown[]) => V;
}

/** A record stream: every record is an event of its own; none replaces another. */
export class KStream<K, V> {
  readonly kind = 'stream';
  /** Names this stream in the repartition topic: keep it when the code changes. */
  readonly name: string;
  readonly topic: SourceTopic<unknown, unknown>;
  /** The key that `selectKey` chose; undefined: the record's own. Null or undefined keys drop. */
  readonly by: Derivation<K, V>['by'];
  /** The tables whose rows complete an event, as `leftJoin` named them. */
  readonly lookups: Derivation<K, V>['lookups'];
  /** An event as it goes on: from the topic's value, and the rows of `lookups` under its key. */
  readonly complete: Derivation<K, V>['complete'];

  constructor(
    name: string,
    topic: SourceTopic<unknown, unknown>,
    { by, lookups, complete }: Derivation<K, V>,
  ) {
    this.name = name;
    this.topic = topic;
    this.by = by;
    this.lookups = lookups;
    this.complete = complete;
  }

  /**
   * The same records under another key; they travel through the repartition topic. INVALID_TOPOLOGY
   * after `leftJoin`, whose rows do not travel along.
   */
  selectKey<K1>(name: string, by: (value: V, key: K) => K1 | null | undefined): KStream<K1, V> {
    if (this.lookups.length > 0) {
      throw refusal(this.name, 'joined to a table, and then given another key', 'Join it as it is');
    }
    return new KStream<K1, V>(name, this.topic, { by, lookups: [], complete: this.complete });
  }

  /**
   * Each event with the row that the table has under its key when the event is processed, undefined
   * if there is none. Both topics need the same number of partitions. INVALID_TOPOLOGY after
   * `selectKey`.
   */
  leftJoin<R, J>(
    table: StoredTable<K, R>,
    combine: (value: V, row: R | undefined) => J,
  ): KStream<K, J> {
    if (this.by !== undefined) {
      throw refusal(this.name, 'given another key, and then joined to a table', 'Join it first');
    }
    const { complete, lookups } = this;
    return new KStream<K, J>(this.name, this.topic, {
      by: undefined,
      lookups: [...lookups, table],
      complete: (event, rows) =>
        combine(complete(event, rows), rows[lookups.length] as R | undefined),
    });
  }

  /**
   * The events of each key, to be counted or folded. `key` writes the keys of the repartition topic:
   * INVALID_TOPOLOGY when it is missing after `selectKey`.
   */
  groupByKey(key?: Serde<K>): GroupedStream<K, V> {
    if (this.by !== undefined && key === undefined) {
      throw refusal(this.name, 'given another key, and then grouped', 'Tell groupByKey its serde');
    }
    return new GroupedStream(this, key);
  }
}

/** A topic as a record stream under its own key. */
export function stream<K, V>(topic: SourceTopic<K, V>): KStream<K, V> {
  return new KStream<K, V>(topic.name, topic, {
    by: undefined,
    lookups: [],
    complete: (event) => event as V,
  });
}

function refusal(name: string, what: string, cure: string): StreamsError {
  return new StreamsError('INVALID_TOPOLOGY', `The stream "${name}" is ${what}: ${cure}.`);
}
