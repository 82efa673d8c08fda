import type { GroupedTable } from './grouped-table.ts';
import type { KStream } from './kstream.ts';
import type { KTable } from './ktable.ts';
import type { TypedTopic } from './typed-topic.ts';

/** One input of a join, as the engine runs it: its types were checked when `join` was called. */
export type JoinNodeInput =
  | {
      readonly kind: 'grouped-table';
      readonly grouped: GroupedTable<unknown, unknown>;
      readonly add: (view: unknown, contribution: unknown) => unknown;
      readonly subtract: (view: unknown, contribution: unknown) => unknown;
    }
  | {
      readonly kind: 'stream';
      readonly stream: KStream<unknown, unknown>;
      readonly update: (view: unknown, value: unknown) => unknown;
    };

/** A join or an aggregate as a value: what `join` or `aggregate` made of its arguments. */
export interface JoinNode {
  /** The topic that a join publishes to, after which its store is named; of an aggregate the store. */
  readonly out: TypedTopic<unknown, unknown>;
  /** Undefined: an aggregate, which has an entry for each key and publishes nothing. */
  readonly table: KTable<unknown, unknown> | undefined;
  readonly combine: (view: unknown, row: unknown) => unknown;
  readonly inputs: readonly JoinNodeInput[];
}

/** What a node is called in messages and pictures. */
export function nodeTitle({ out, table }: JoinNode): string {
  return table === undefined ? `aggregate ${out.name}` : `join ${out.name}`;
}

/** The name that an input goes by in state and in the repartition topic. */
export function inputName(input: JoinNodeInput): string {
  return input.kind === 'stream' ? input.stream.name : input.grouped.name;
}
