import type { Serde } from '@user-information/serde';
import type { KTable } from './ktable.ts';

/** What each row contributes to the row it is grouped under, and how that is written down. */
export interface Contribution<K, V, C> {
  readonly of: (value: V, key: K) => C;
  readonly serde: Serde<C>;
}

/**
 * A table's rows under another key, as an input of `join`. A row contributes a `C` to one key, or
 * to none; what it last contributed is remembered, so that it can be undone exactly.
 */
export interface GroupedTable<K, C> {
  readonly kind: 'grouped-table';
  /** Names this grouping in state and in the repartition topic: keep it when the code changes. */
  readonly name: string;
  readonly table: KTable<unknown, unknown>;
  /** The key that the row belongs to; null or undefined: to none. */
  readonly by: (value: never, key: never) => K | null | undefined;
  readonly contribution: Contribution<never, never, C>;
}

/** The contribution of a row that is only counted: it has no content, so all of a key merge into one. */
export const unit: Contribution<unknown, unknown, undefined> = {
  of: () => undefined,
  serde: { serialize: () => Buffer.alloc(0), deserialize: () => undefined },
};
