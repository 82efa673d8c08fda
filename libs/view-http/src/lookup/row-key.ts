import { askedKeyBytes, SerdeError } from '@user-information/serde';
import type { Serde } from '@user-information/serde';
import { problem } from '@user-information/service';
import type { RowKey } from '../rows/row-reader.ts';

/** A key as its bytes; throws a problem of status 400 for one that no row can have. */
export function rowKey(keySerde: Serde<string>, text: string): RowKey {
  try {
    return { text, bytes: askedKeyBytes(keySerde, text) };
  } catch (error) {
    if (error instanceof SerdeError) throw problem(400, 'Bad key', error.message);
    throw error;
  }
}
