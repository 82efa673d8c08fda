import { askedKeyBytes, SerdeError } from '@user-information/serde';
import { problem } from '@user-information/service';
import type { QueryContext } from './query-context.ts';

/** A key, in the forms that are needed of it. */
export interface QueryKey {
  readonly text: string;
  readonly bytes: Buffer;
}

/** Throws a problem of status 400 for what can be no key. */
export function queryKey(
  { keySerde, limits }: Pick<QueryContext, 'keySerde' | 'limits'>,
  text: string,
): QueryKey {
  try {
    return { text, bytes: askedKeyBytes(keySerde, text, limits.keyBytes) };
  } catch (error) {
    if (error instanceof SerdeError) throw problem(400, 'Bad key', error.message);
    throw error;
  }
}
