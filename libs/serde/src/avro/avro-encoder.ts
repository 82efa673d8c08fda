import type avro from 'avsc';
import type { AvroSchema } from '../schema-registry.ts';
import { headerBytes, writeHeader } from '../wire-format.ts';
import { compile } from './compile.ts';
import { invalidValueError } from './invalid-value.ts';
import { withoutDefaults } from './without-defaults.ts';

const slabBytes = 32 * 1024;

/**
 * Values of one schema to the wire format. The buffers it gives are slices of a shared slab, as
 * those of `Buffer.from` are, since allocating each for itself takes longer than encoding.
 */
export class AvroEncoder {
  readonly #what: string;
  readonly #type: avro.Type;
  readonly #schemaId: number;
  #slab = Buffer.allocUnsafeSlow(slabBytes);
  #used = 0;

  /** `what` names the values in errors. */
  constructor(what: string, schema: AvroSchema, schemaId: number) {
    this.#what = what;
    this.#type = compile(withoutDefaults(schema), what);
    this.#schemaId = schemaId;
  }

  /** Throws UNENCODABLE, naming the fields, for a value that lacks one, has another, or a wrong one. */
  encode(value: unknown): Buffer {
    if (!this.#type.isValid(value, { noUndeclaredFields: true })) {
      throw invalidValueError(this.#what, this.#type, value);
    }
    const end = this.#write(value);
    writeHeader(this.#slab, this.#used, this.#schemaId);
    const bytes = this.#slab.subarray(this.#used, end);
    this.#used = end;
    return bytes;
  }

  /** Writes the body into the slab, a new one if it does not fit; where it ends. */
  #write(value: unknown): number {
    const end = this.#type.encode(value, this.#slab, this.#used + headerBytes);
    if (end >= 0) return end;
    // avsc does not write beyond the end but says how much is missing, as a negative number.
    const length = this.#slab.length - end - this.#used;
    this.#slab = Buffer.allocUnsafeSlow(Math.max(slabBytes, length));
    this.#used = 0;
    return this.#type.encode(value, this.#slab, headerBytes);
  }
}
