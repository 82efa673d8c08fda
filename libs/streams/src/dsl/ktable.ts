import type { Contribution, GroupedTable } from './grouped-table.ts';
import { unit } from './grouped-table.ts';
import type { JoinNode } from './join-node.ts';
import type { SourceTopic } from './typed-topic.ts';

/** A changelog read as a table: the newest value of each key is its row, a tombstone removes it. */
export class KTable<K, V> {
  readonly kind = 'table';
  readonly topic: SourceTopic<K, V>;
  /** The join that maintains this table, when one of this topology does. */
  readonly origin: JoinNode | undefined;

  constructor(topic: SourceTopic<K, V>, origin?: JoinNode) {
    this.topic = topic;
    this.origin = origin;
  }

  /** The rows under another key, to be counted there. `name` must be unique within the table. */
  groupBy<K1>(
    name: string,
    by: (value: V, key: K) => K1 | null | undefined,
  ): GroupedTable<K1, undefined>;
  /** The rows under another key, each contributing a value there, for example an amount to sum. */
  groupBy<K1, C>(
    name: string,
    by: (value: V, key: K) => K1 | null | undefined,
    contribution: Contribution<K, V, C>,
  ): GroupedTable<K1, C>;
  groupBy<K1, C>(
    name: string,
    by: (value: V, key: K) => K1 | null | undefined,
    contribution?: Contribution<K, V, C>,
  ): GroupedTable<K1, C | undefined> {
    return {
      kind: 'grouped-table',
      name,
      table: this,
      by,
      contribution: contribution ?? unit,
    };
  }
}

/** A table whose rows are kept in a store, too: streams can look them up, and it can be queried. */
export class StoredTable<K, V> extends KTable<K, V> {
  /** The name of the store. */
  readonly store: string;

  constructor(topic: SourceTopic<K, V>, store: string) {
    super(topic);
    this.store = store;
  }
}

/** A changelog topic as a table. */
export function table<K, V>(topic: SourceTopic<K, V>): KTable<K, V>;
/** A changelog topic as a table that is kept in a store of this name. */
export function table<K, V>(
  topic: SourceTopic<K, V>,
  options: { readonly store: string },
): StoredTable<K, V>;
export function table<K, V>(
  topic: SourceTopic<K, V>,
  options?: { readonly store: string },
): KTable<K, V> {
  return options === undefined ? new KTable(topic) : new StoredTable(topic, options.store);
}
