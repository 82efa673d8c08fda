import { SerdeError } from '@user-information/serde';
import { problem } from '@user-information/service';
import type { QueryContext } from './query-context.ts';

/** A key, in the forms that are needed of it. */
export interface QueryKey {
  readonly text: string;
  readonly bytes: Buffer;
}

type KeyContext = Pick<QueryContext, 'keySerde' | 'limits'>;

/** Throws a problem of status 400 for what can be no key. */
export function queryKey(context: KeyContext, text: string): QueryKey {
  const wrong = keyProblem(context, text);
  if (wrong !== null) throw problem(400, 'Bad key', wrong);
  try {
    return { text, bytes: context.keySerde.serialize(text) };
  } catch (error) {
    if (error instanceof SerdeError) throw problem(400, 'Bad key', error.message);
    throw error;
  }
}

/** The text of a key in a store; undefined for one that nobody can ask for. */
export async function keyText(context: KeyContext, bytes: Buffer): Promise<string | undefined> {
  try {
    const text = await context.keySerde.deserialize(bytes);
    return keyProblem(context, text) === null ? text : undefined;
  } catch (error) {
    if (error instanceof SerdeError) return undefined;
    throw error;
  }
}

function keyProblem({ limits }: KeyContext, text: string): string | null {
  if (text === '') return 'The key is empty.';
  const lengthBytes = Buffer.byteLength(text);
  if (lengthBytes > limits.keyBytes) {
    return `The key has ${lengthBytes} bytes; at most ${limits.keyBytes} are allowed.`;
  }
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  return /[\u0000-\u001f\u007f]/.test(text) ? 'The key has control characters.' : null;
}
