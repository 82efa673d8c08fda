import type { GroupedTable } from './grouped-table.ts';
import type { JoinNode, JoinNodeInput } from './join-node.ts';
import type { KStream } from './kstream.ts';
import { KTable } from './ktable.ts';
import type { TypedTopic } from './typed-topic.ts';

/**
 * How a table's contributions enter the view and leave it. `subtract` must undo `add`, and the order
 * of calls must not matter: contributions of one key arrive from several partitions.
 */
export interface Aggregator<V, C> {
  readonly add: (view: V | undefined, contribution: C) => V;
  readonly subtract: (view: V | undefined, contribution: C) => V;
}

/** How an event of a record stream enters the view. */
export type Update<V, E> = (view: V | undefined, event: E) => V;

/* eslint-disable @typescript-eslint/no-explicit-any -- each input has a value type of its own */
/** What can be joined to a table keyed by `K`. */
export type JoinInput<K> = GroupedTable<K, any> | KStream<K, any>;
/* eslint-enable @typescript-eslint/no-explicit-any */

/** What an input needs beside it: an aggregator for a grouped table, an update for a stream. */
export type UpdateOf<I, V> =
  I extends GroupedTable<unknown, infer C>
    ? Aggregator<V, C>
    : I extends KStream<unknown, infer E>
      ? Update<V, E>
      : never;

/** Pairs of an input and what updates the view from it. */
export type JoinInputs<K, V, I extends readonly JoinInput<K>[]> = {
  readonly [X in keyof I]: readonly [input: I[X], update: UpdateOf<I[X], V>];
};

/**
 * Joins any number of inputs to a table, as one materialized view with an entry for each row of the
 * table:
 *
 *     join(out, users, (counts, user) => ({ ...zero, ...counts, ...user }),
 *       [tweets.groupBy('tweets', (t) => t.userId), { add, subtract }],
 *       [visits, (counts, visit) => …])
 *
 * The inputs are folded into a `V` of their own, which starts as undefined; `combine` completes it
 * with the table's row each time either changes. So the result does not depend on which came first:
 * what arrives before the row waits for it, and a row that is deleted and returns finds its counts.
 *
 * `out` is the changelog that the view is published to; its key serde also reads and writes the keys
 * of the repartition topic. All functions must be pure; a record on which one throws becomes a dead
 * letter. An input under another type of key does not compile.
 */
export function join<K, V0, V, I extends JoinInput<K>[]>(
  out: TypedTopic<K, V>,
  table: KTable<K, V0>,
  combine: (view: V | undefined, row: V0) => V,
  ...inputs: JoinInputs<K, V, I>
): KTable<K, V> {
  const pairs = inputs as unknown as readonly (readonly [JoinInput<K>, unknown])[];
  const node: JoinNode = {
    out,
    table,
    combine: combine as JoinNode['combine'],
    inputs: pairs.map(([input, update]) => nodeInput(input, update)),
  };
  return new KTable(out, node);
}

function nodeInput<K>(input: JoinInput<K>, update: unknown): JoinNodeInput {
  if (input.kind === 'stream') {
    return { kind: 'stream', stream: input, update: update as Update<unknown, unknown> };
  }
  return { kind: 'grouped-table', grouped: input, ...(update as Aggregator<unknown, unknown>) };
}
