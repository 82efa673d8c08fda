import { isViewEntry, viewValue } from '../task/view-value.ts';
import type { Topology } from '../topology/topology.ts';

/** What the bytes in a store mean to the application. */
export interface StoreDecoder {
  /** False for what is kept but is no entry yet, such as counts that wait for their row. */
  readonly isEntry: (stored: Buffer) => boolean;
  /** Undefined, or a promise of it, for what is no entry yet. */
  readonly decode: (stored: Buffer) => unknown;
}

/** The stores of a topology that mean something to others, by name; the rest is for its own use. */
export function storeDecoders({ joins, tables }: Topology): ReadonlyMap<string, StoreDecoder> {
  const ofTables = tables.map(({ store, topic }): [string, StoreDecoder] => [
    store,
    { isEntry: () => true, decode: (stored) => topic.value.deserialize(stored) },
  ]);
  const ofViews = joins.map((join): [string, StoreDecoder] => [
    join.out.name,
    {
      isEntry: (stored) => isViewEntry(join, stored),
      decode: (stored) => viewValue(join, stored),
    },
  ]);
  return new Map([...ofTables, ...ofViews]);
}
