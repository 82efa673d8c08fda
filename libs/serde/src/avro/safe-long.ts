import avro from 'avsc';
import type { Tap } from './tap.ts';

/** Within ±2^52 the zigzag form of a long fits the 53 bits that a double holds exactly. */
const exactLimit = 2 ** 52;

/**
 * Avro's long as a number, exact or refused. avsc 5.7.9's own turns negative numbers below -2^52
 * into positive ones without a word, both ways, since it does the zigzag in doubles. This one is
 * avsc's within ±2^52, and takes BigInt beyond.
 */
export const safeLong: avro.Type = Object.create(avro.Type.forSchema('long'), {
  _read: { value: read },
  _write: { value: write },
  _check: { value: check },
}) as avro.Type;

function read(tap: Tap): number {
  const start = tap.pos;
  const value = tap.readLong();
  if (value < exactLimit && value >= -exactLimit) return value;
  return readExactly(tap.buf.subarray(start, tap.pos));
}

function readExactly(bytes: Buffer): number {
  let zigzag = 0n;
  for (let i = bytes.length - 1; i >= 0; i--) {
    zigzag = (zigzag << 7n) | BigInt((bytes[i] ?? 0) & 0x7f);
  }
  const value = (zigzag >> 1n) ^ -(zigzag & 1n);
  if (!Number.isSafeInteger(Number(value))) {
    throw new RangeError(`the long ${value} is beyond ±(2^53-1), so a number would round it`);
  }
  return Number(value);
}

function write(this: avro.Type, tap: Tap, value: unknown): void {
  if (!Number.isSafeInteger(value)) throw new RangeError(`invalid "long": ${String(value)}`);
  const long = value as number;
  if (long < exactLimit && long >= -exactLimit) tap.writeLong(long);
  else writeExactly(tap, BigInt(long));
}

function writeExactly(tap: Tap, value: bigint): void {
  let zigzag = BigInt.asUintN(64, (value << 1n) ^ (value >> 63n));
  while (zigzag > 0x7fn) {
    tap.buf[tap.pos++] = Number(zigzag & 0x7fn) | 0x80;
    zigzag >>= 7n;
  }
  tap.buf[tap.pos++] = Number(zigzag);
}

function check(
  this: avro.Type,
  value: unknown,
  _flags: number,
  hook?: (value: unknown, type: avro.Type) => void,
): boolean {
  const valid = Number.isSafeInteger(value);
  if (!valid) hook?.(value, this);
  return valid;
}
