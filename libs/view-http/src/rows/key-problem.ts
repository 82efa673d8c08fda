/** Longer keys exist only by mistake; they are stored, but cannot be asked for. */
export const maxKeyBytes = 512;

/** Why no row can have this key, in words; null when one can. */
export function keyProblem(key: string): string | null {
  if (key === '') return 'The key is empty.';
  const lengthBytes = Buffer.byteLength(key);
  if (lengthBytes > maxKeyBytes) {
    return `The key has ${lengthBytes} bytes; at most ${maxKeyBytes} are allowed.`;
  }
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  return /[\u0000-\u001f\u007f]/.test(key) ? 'The key has control characters.' : null;
}
