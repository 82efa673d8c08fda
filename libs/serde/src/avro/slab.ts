import type avro from 'avsc';

const slabBytes = 32 * 1024;

/**
 * Writes Avro values one after the other into shared memory, as `Buffer.from` does with its own,
 * since allocating each for itself takes longer than encoding it.
 */
export class Slab {
  #bytes = Buffer.allocUnsafeSlow(slabBytes);
  #used = 0;

  /** The value's bytes behind `headerBytes` that the caller fills. The value must be valid. */
  write(type: avro.Type, value: unknown, headerBytes: number): Buffer {
    const start = this.#used;
    const end = type.encode(value, this.#bytes, start + headerBytes);
    if (end >= 0) {
      this.#used = end;
      return this.#bytes.subarray(start, end);
    }
    // avsc does not write beyond the end but says how much is missing, as a negative number.
    const length = this.#bytes.length - end - start;
    this.#bytes = Buffer.allocUnsafeSlow(Math.max(slabBytes, length));
    this.#used = type.encode(value, this.#bytes, headerBytes);
    return this.#bytes.subarray(0, this.#used);
  }
}
