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

/** A join as a value: what `join` made of its arguments. */
export interface JoinNode {
  readonly out: TypedTopic<unknown, unknown>;
  readonly table: KTable<unknown, unknown>;
  readonly combine: (view: unknown, row: unknown) => unknown;
  readonly inputs: readonly JoinNodeInput[];
}

/** The name that an input goes by in state and in the repartition topic. */
export function inputName(input: JoinNodeInput): string {
  return input.kind === 'stream' ? input.stream.name : input.grouped.name;
}
