import type { Entry } from '@user-information/state-store';
import type { RowSource } from '../rows/row-source.ts';
import { storedRow } from '../rows/stored-row.ts';

/** Rows that are looked up where they are made, wherever that is. */
export interface QueriedRows {
  readonly partitionCount: number;
  /** Why nothing can be asked now, in words; null when it can. */
  notReady(): string | null;
  /** The value as the view's topic has it; undefined for a key that has no row. */
  get(key: Buffer): Promise<Buffer | undefined>;
  /** Rows in the order of their keys, from the first one after a key if there is one. */
  range(range: { readonly gt?: Buffer }): AsyncIterable<Entry>;
}

/** Of such a row it is not known which record made it, or when. */
const unknownRecord = { offset: 0, timestampMs: 0, headers: {} };

const asStored = (value: Buffer): Buffer => storedRow(unknownRecord, value, 0);

/** They as a source of rows. */
export function queriedRowSource(rows: QueriedRows): RowSource {
  const get = async (key: Buffer): Promise<Buffer | undefined> => {
    const value = await rows.get(key);
    return value === undefined ? undefined : asStored(value);
  };
  return {
    get,
    getMany: (keys) => Promise.all(keys.map(get)),
    range: async function* (range) {
      for await (const { key, value } of rows.range(range)) yield { key, value: asStored(value) };
    },
  };
}
