import { SerdeError } from '../errors.ts';
import type { AvroSchema, SchemaRegistry } from '../schema-registry.ts';
import { schemaIdOf } from '../wire-format.ts';
import type { BodyReader } from './body-reader.ts';
import { writerSchemasOf } from './writer-schemas.ts';
import type { WriterSchemas } from './writer-schemas.ts';

/**
 * Decodes the wire format with one reader for each writer's schema. It is made when the first value
 * of that schema arrives; that value is answered with a promise, the later ones at once.
 */
export class AvroDecoder<T> {
  readonly #what: string;
  readonly #writerSchemas: WriterSchemas;
  readonly #makeReader: (writerSchema: AvroSchema, id: number) => BodyReader<T>;
  readonly #readers = new Map<number, BodyReader<T>>();

  /** `what` names the values in errors; `makeReader` may throw a `SerdeError`. */
  constructor(
    what: string,
    registry: SchemaRegistry,
    makeReader: (writerSchema: AvroSchema, id: number) => BodyReader<T>,
  ) {
    this.#what = what;
    this.#writerSchemas = writerSchemasOf(registry);
    this.#makeReader = makeReader;
  }

  decode(bytes: Buffer): T | Promise<T> {
    const id = schemaIdOf(bytes);
    const reader = this.#readers.get(id);
    if (reader !== undefined) return this.#read(reader, id, bytes);
    return this.#writerSchemas
      .get(id)
      .then((schema) => this.#read(this.#readerOf(schema, id), id, bytes));
  }

  #readerOf(schema: AvroSchema, id: number): BodyReader<T> {
    let reader = this.#readers.get(id);
    if (reader === undefined) {
      reader = this.#makeReaderOrRefuse(schema, id);
      this.#readers.set(id, reader);
    }
    return reader;
  }

  /** A schema that can't be read stays so: its values are refused without trying again. */
  #makeReaderOrRefuse(schema: AvroSchema, id: number): BodyReader<T> {
    try {
      return this.#makeReader(schema, id);
    } catch (error) {
      return () => {
        throw error;
      };
    }
  }

  #read(read: BodyReader<T>, id: number, bytes: Buffer): T {
    try {
      return read(bytes);
    } catch (cause) {
      if (cause instanceof SerdeError) throw cause;
      throw new SerdeError(
        'UNDECODABLE',
        `${bytes.length} bytes are no ${this.#what} of schema id ${id}: ${(cause as Error).message}.`,
        { cause },
      );
    }
  }
}
