import { SerdeError } from './errors.ts';
import type { Deserializer, Serde } from './serde.ts';

/** Longer keys exist only by mistake; they are stored, but cannot be asked for. */
const mostBytes = 512;

/** The bytes of a key that somebody asks for; throws a `SerdeError` for one that nothing can have. */
export function askedKeyBytes(keys: Serde<string>, text: string, maxBytes = mostBytes): Buffer {
  const wrong = problemOf(text, maxBytes);
  if (wrong !== null) throw new SerdeError('UNENCODABLE', wrong);
  return keys.serialize(text);
}

/** The text of a stored key; null for one that nobody can ask for. */
export async function askedKeyText(
  keys: Deserializer<string>,
  bytes: Buffer,
  maxBytes = mostBytes,
): Promise<string | null> {
  try {
    const text = await keys.deserialize(bytes);
    return problemOf(text, maxBytes) === null ? text : null;
  } catch (error) {
    if (error instanceof SerdeError) return null;
    throw error;
  }
}

function problemOf(text: string, maxBytes: number): string | null {
  if (text === '') return 'The key is empty.';
  const lengthBytes = Buffer.byteLength(text);
  if (lengthBytes > maxBytes) {
    return `The key has ${lengthBytes} bytes; at most ${maxBytes} are allowed.`;
  }
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  return /[\u0000-\u001f\u007f]/.test(text) ? 'The key has control characters.' : null;
}
