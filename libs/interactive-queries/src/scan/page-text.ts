import type { StoredEntry } from '@user-information/state-store';

/** A page is sent in pieces of about so many characters. */
const pieceChars = 16_384;

export interface PageOptions {
  readonly limit: number;
  /** Null for a key that nobody can ask for: its entry is left out. */
  readonly keyText: (key: Buffer) => Promise<string | null>;
  /** Where the page after the one that ends with this key is. */
  readonly next: (lastKey: string) => string;
}

/** `{"result":[{"key":…,"value":…}],"next":…}` of entries in key order, piece by piece. */
export async function* pageText(
  entries: AsyncIterable<StoredEntry>,
  { limit, keyText, next }: PageOptions,
): AsyncGenerator<string, void, undefined> {
  let piece = '{"result":[';
  let count = 0;
  let lastKey = '';
  let isMore = false;
  for await (const { key, value } of entries) {
    const text = await keyText(key);
    if (text === null) continue;
    isMore = count === limit;
    if (isMore) break;
    piece += `${count === 0 ? '' : ','}${JSON.stringify({ key: text, value })}`;
    count += 1;
    lastKey = text;
    if (piece.length < pieceChars) continue;
    yield piece;
    piece = '';
  }
  yield `${piece}],"next":${JSON.stringify(isMore ? next(lastKey) : null)}}`;
}
