import type { SchemaRegistry } from '../schema-registry.ts';
import type { Deserializer } from '../serde.ts';
import { AvroDecoder } from './avro-decoder.ts';
import { bodyReader } from './body-reader.ts';
import { compileForJson } from './compile-for-json.ts';

/**
 * Avro values in the wire format to JSON text, whatever they are: it goes by the writer's schema and
 * needs nothing but the registry. Dates, times and timestamps become ISO 8601, decimals text, other
 * bytes and fixed base64, NaN and infinities null; everything else is what JSON has for it.
 */
export function avroJsonDeserializer(registry: SchemaRegistry): Deserializer<string> {
  const decoder = new AvroDecoder<string>('Avro value', registry, (schema, id) => {
    const read = bodyReader<unknown>(compileForJson(schema, `Schema id ${id}`));
    return (bytes) => JSON.stringify(read(bytes));
  });
  return { deserialize: (bytes) => decoder.decode(bytes) };
}
