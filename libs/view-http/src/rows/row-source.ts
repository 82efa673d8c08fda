import type { Entry } from '@user-information/state-store';

/** Where rows are read, as `storedRow` makes them: a state store, or something that acts as one. */
export interface RowSource {
  /** Undefined for a key that has no row. */
  get(key: Buffer): Promise<Buffer | undefined>;
  /** In the order of the keys. */
  getMany(keys: readonly Buffer[]): Promise<readonly (Buffer | undefined)[]>;
  /** Rows in the order of their keys, from the first one after a key if there is one. */
  range(range: { readonly gt?: Buffer }): AsyncIterable<Entry>;
}
