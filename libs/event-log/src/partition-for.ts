/**
 * The partition of a key: murmur2 of its bytes, made positive, modulo the partitions. The same as
 * Java's producer (`BuiltInPartitioner.partitionForKey` in Apache Kafka), so that records of one key
 * meet in one partition whoever wrote them.
 *
 * @param partitions how many there are, 1 or more
 */
export function partitionFor(key: Uint8Array, partitions: number): number {
  return (murmur2(key) & 0x7f_ff_ff_ff) % partitions;
}

const MULTIPLIER = 0x5b_d1_e9_95;
const SHIFT = 24;
const SEED = 0x97_47_b2_8c;

/**
 * Austin Appleby's MurmurHash2 as `org.apache.kafka.common.utils.Utils.murmur2` has it: a signed
 * 32-bit integer.
 */
export function murmur2(data: Uint8Array): number {
  const wholeWords = data.length & ~3;
  let hash = SEED ^ data.length;
  for (let at = 0; at < wholeWords; at += 4) {
    hash = Math.imul(hash, MULTIPLIER) ^ mix(littleEndian(data, at, 4));
  }
  if (data.length > wholeWords) {
    hash = Math.imul(hash ^ littleEndian(data, wholeWords, data.length - wholeWords), MULTIPLIER);
  }
  hash ^= hash >>> 13;
  hash = Math.imul(hash, MULTIPLIER);
  return hash ^ (hash >>> 15);
}

function mix(word: number): number {
  const product = Math.imul(word, MULTIPLIER);
  return Math.imul(product ^ (product >>> SHIFT), MULTIPLIER);
}

function littleEndian(data: Uint8Array, at: number, bytes: number): number {
  let word = 0;
  for (let index = bytes - 1; index >= 0; index -= 1) {
    word = (word << 8) | (data[at + index] ?? 0);
  }
  return word;
}
