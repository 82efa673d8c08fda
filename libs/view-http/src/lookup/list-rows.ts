import { askedKeyText } from '@user-information/serde';
import type { Serde } from '@user-information/serde';
import { UndecodableValueError } from '../errors.ts';
import type { RowReader } from '../rows/row-reader.ts';

/** Some rows in key order. */
export interface RowPage {
  /** As JSON. */
  readonly items: readonly string[];
  /** Keys whose values cannot be decoded; they count as rows of the page. */
  readonly undecodable: readonly string[];
  /** The key to go on after; null at the end. */
  readonly lastKey: string | null;
}

export interface ListOptions {
  readonly rows: RowReader;
  readonly keySerde: Serde<string>;
}

/** The next `limit` rows after a key, or from the start. Keys that cannot be asked for are left out. */
export async function listRows(
  { rows, keySerde }: ListOptions,
  limit: number,
  after: Buffer | null,
): Promise<RowPage> {
  const items: string[] = [];
  const undecodable: string[] = [];
  let lastKey: string | null = null;
  for await (const entry of rows.entries(after)) {
    const key = await askedKeyText(keySerde, entry.key);
    if (key === null) continue;
    if (items.length + undecodable.length === limit) return { items, undecodable, lastKey };
    try {
      items.push(await rows.json(entry.value, key));
    } catch (error) {
      if (!(error instanceof UndecodableValueError)) throw error;
      undecodable.push(key);
    }
    lastKey = key;
  }
  return { items, undecodable, lastKey: null };
}
