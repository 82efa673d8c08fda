/** A key as text to compare and look up: Latin-1, which any bytes have exactly. Empty for no key. */
export function keyText(key: Uint8Array | null): string {
  return key === null
    ? ''
    : Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString('latin1');
}
