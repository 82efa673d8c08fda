/**
 * Kafka's varint and varlong: zigzag, then seven bits a byte, the lowest first, as in Protocol Buffers.
 * Integers within ±2^52.
 */
const MORE = 0x80;
const THIRTY_ONE_BITS = 0x7f_ff_ff_ff;

/** So that small negative numbers are short too. */
function zigzag(value: number): number {
  return value >= 0 ? value * 2 : value * -2 - 1;
}

export function varIntBytes(value: number): number {
  let rest = zigzag(value);
  let bytes = 1;
  for (; rest >= MORE; rest = Math.floor(rest / MORE)) bytes += 1;
  return bytes;
}

/** Writes at `at`; returns where it ended. */
export function writeVarInt(into: Uint8Array, at: number, value: number): number {
  let rest = zigzag(value);
  for (; rest > THIRTY_ONE_BITS; rest = Math.floor(rest / MORE)) {
    into[at++] = (rest % MORE) | MORE;
  }
  for (; rest >= MORE; rest >>>= 7) {
    into[at++] = (rest & 0x7f) | MORE;
  }
  into[at++] = rest;
  return at;
}

/** Reads numbers one after the other. */
export class VarIntReader {
  readonly bytes: Buffer;
  at: number;

  constructor(bytes: Buffer, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  /** The next number. */
  next(): number {
    const { bytes } = this;
    let byte = bytes[this.at++] as number;
    let value = byte & 0x7f;
    for (let unit = MORE; byte >= MORE; unit *= MORE) {
      byte = bytes[this.at++] as number;
      value += (byte & 0x7f) * unit;
    }
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  /** A length, then as many bytes; null for the length -1. */
  nextBytes(): Buffer | null {
    const length = this.next();
    if (length < 0) {
      return null;
    }
    const start = this.at;
    this.at = start + length;
    return this.bytes.subarray(start, this.at);
  }
}
