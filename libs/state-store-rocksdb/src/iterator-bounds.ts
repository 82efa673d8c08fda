import type { KeyRange } from '@user-information/state-store';
import type { IteratorOptions } from 'rocksdb-native';
import { contentKey } from './key-space.ts';

/** One lower and one upper bound of RocksDB's keys for a range: the narrowest that it names. */
export function iteratorBounds({ prefix, gte, gt, lte, lt }: KeyRange): IteratorOptions {
  const first = contentKey(prefix ?? Buffer.alloc(0));
  return { ...lowerBound(first, gte, gt), ...upperBound(successor(first), lte, lt) };
}

function lowerBound(first: Buffer, gte?: Buffer, gt?: Buffer): IteratorOptions {
  let [bound, exclusive] = [first, false];
  if (gte !== undefined && contentKey(gte).compare(bound) > 0) bound = contentKey(gte);
  if (gt !== undefined && contentKey(gt).compare(bound) >= 0) {
    [bound, exclusive] = [contentKey(gt), true];
  }
  return exclusive ? { gt: bound } : { gte: bound };
}

function upperBound(end: Buffer, lte?: Buffer, lt?: Buffer): IteratorOptions {
  let [bound, inclusive] = [end, false];
  if (lte !== undefined && contentKey(lte).compare(bound) < 0) {
    [bound, inclusive] = [contentKey(lte), true];
  }
  if (lt !== undefined && contentKey(lt).compare(bound) <= 0) {
    [bound, inclusive] = [contentKey(lt), false];
  }
  return inclusive ? { lte: bound } : { lt: bound };
}

/** The first key after all that begin with `prefix`, whose first byte is not 255. */
function successor(prefix: Buffer): Buffer {
  let length = prefix.length;
  while (prefix[length - 1] === 0xff) length--;
  const next = Buffer.from(prefix.subarray(0, length));
  next[length - 1] = (next[length - 1] ?? 0) + 1;
  return next;
}
