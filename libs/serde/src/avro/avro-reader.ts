import { IncompatibleSchemaError, SerdeError } from '../errors.ts';
import type { Serde } from '../serde.ts';
import { AvroDecoder } from './avro-decoder.ts';
import type { AvroSerdeOptions } from './avro-serde.ts';
import { bodyReader } from './body-reader.ts';
import { compile } from './compile.ts';
import { findIncompatibility } from './find-incompatibility.ts';

/**
 * A serde that reads only, with a schema of the reader's own choice, for instance with only the
 * fields that it needs (`pick`). It never registers that schema; `serialize` throws NOT_REGISTERED.
 */
export function avroReader<T>({ subject, schema, registry }: AvroSerdeOptions<T>): Serde<T> {
  const type = compile(schema, `The reader's schema for "${subject}"`);
  const decoder = new AvroDecoder<T>(`value of "${subject}"`, registry, (writerSchema, id) => {
    const writer = compile(writerSchema, `Schema id ${id}`);
    const reason = findIncompatibility(type, writer);
    if (reason === undefined) return bodyReader(type, type.createResolver(writer));
    throw new IncompatibleSchemaError(
      `A value of "${subject}" was written with schema id ${id}, which this reader can't read: ${reason}.`,
    );
  });
  return {
    serialize: () => {
      throw new SerdeError(
        'NOT_REGISTERED',
        `This serde of "${subject}" reads only, so it has no schema to write with: use avroSerde.`,
      );
    },
    deserialize: (bytes) => decoder.decode(bytes),
  };
}
