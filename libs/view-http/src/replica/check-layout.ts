import type { StoreReader } from '@user-information/state-store';
import { StateMismatchError } from '../errors.ts';
import { isStoredRow } from '../rows/stored-row.ts';

/** Fails with a `StateMismatchError` for a store whose rows another version wrote. */
export async function checkLayout(store: StoreReader, storePath: string): Promise<void> {
  for await (const { value } of store.range({ limit: 1 })) {
    if (isStoredRow(value)) continue;
    throw new StateMismatchError(storePath, 'has rows in the layout of another version');
  }
}
