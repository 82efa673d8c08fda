import type { AppendedRecord, NewRecord, PartitionOffset } from '@user-information/event-log';
import type { Change } from './change.ts';

/** Says what to publish, from the memory as it is at that moment; throws to refuse. Must be synchronous. */
export type Decision<V> = () => readonly Change<V>[];

/** A decision and what belongs to it: all of it in one transaction. */
export interface Work<V> {
  readonly decide: Decision<V>;
  /** What was consumed to come to this decision. */
  readonly offsets?: readonly PartitionOffset[];
  /** What to publish if `decide` throws, where that must not hold up what follows. */
  readonly deadLetter?: (error: unknown) => NewRecord;
}

/** What became of a work within its transaction. */
export type Outcome =
  | { readonly kind: 'decided'; readonly count: number }
  | { readonly kind: 'dead-letter' }
  | { readonly kind: 'refused'; readonly error: unknown };

/** How many records of the transaction are the outcome's. */
export function recordCount(outcome: Outcome): number {
  return outcome.kind === 'decided' ? outcome.count : outcome.kind === 'dead-letter' ? 1 : 0;
}

/** Where the records of a decision landed, in the order in which it gave its changes. */
export type Published = readonly AppendedRecord[];
