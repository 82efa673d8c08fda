import type { valueType } from '@user-information/schemas';
import { SerdeError } from '../errors.ts';
import type { AvroSchema, SchemaRegistry } from '../schema-registry.ts';
import type { Serde } from '../serde.ts';
import { AvroEncoder } from './avro-encoder.ts';
import { avroReader } from './avro-reader.ts';

export interface AvroSerdeOptions<T> {
  /** Whose schemas these are in the registry: `<topic>-value`. */
  readonly subject: string;
  /** What is written, and what is read, whatever wrote it. `T` follows from a generated one. */
  readonly schema: AvroSchema | (AvroSchema & { readonly [valueType]?: T });
  readonly registry: SchemaRegistry;
}

/**
 * Values as Avro in the registry's wire format. `open` registers the schema, which the registry
 * refuses if it would break readers; from then on `serialize` works, at once.
 * Records come back as objects of a class of their own, with exactly the schema's fields.
 */
export function avroSerde<T>(options: AvroSerdeOptions<T>): Serde<T> & { open(): Promise<void> } {
  const { subject, schema, registry } = options;
  const reader = avroReader(options);
  let encoder: AvroEncoder | undefined;
  return {
    open: async () => {
      encoder ??= new AvroEncoder(
        `A value of "${subject}"`,
        schema,
        await registry.register(subject, schema),
      );
    },
    serialize: (value) => {
      if (encoder === undefined) {
        throw new SerdeError(
          'NOT_REGISTERED',
          `The serde of "${subject}" has not registered its schema: open it before writing.`,
        );
      }
      return encoder.encode(value);
    },
    deserialize: (bytes) => reader.deserialize(bytes),
  };
}
