import type avro from 'avsc';
import type { AvroSchema } from '../schema-registry.ts';
import { headerBytes, writeHeader } from '../wire-format.ts';
import { compile } from './compile.ts';
import { invalidValueError } from './invalid-value.ts';
import { Slab } from './slab.ts';
import { withoutDefaults } from './without-defaults.ts';

/** Values of one schema to the wire format. */
export class AvroEncoder {
  readonly #what: string;
  readonly #type: avro.Type;
  readonly #schemaId: number;
  readonly #slab = new Slab();

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
    const bytes = this.#slab.write(this.#type, value, headerBytes);
    writeHeader(bytes, 0, this.#schemaId);
    return bytes;
  }
}
