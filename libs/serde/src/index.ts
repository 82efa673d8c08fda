export { askedKeyBytes, askedKeyText } from './asked-key.ts';
export { avroJsonDeserializer } from './avro/avro-json-deserializer.ts';
export { avroReader } from './avro/avro-reader.ts';
export { avroSerde } from './avro/avro-serde.ts';
export type { AvroSerdeOptions } from './avro/avro-serde.ts';
export { Slab } from './avro/slab.ts';
export { topicReader, topicSerde } from './avro/topic-serde.ts';
export { canonicalForm } from './canonical-form.ts';
export { assertBackwardCompatible, assertCompatible } from './compatibility.ts';
export {
  IncompatibleSchemaError,
  InvalidSchemaError,
  SerdeError,
  UnknownSchemaError,
} from './errors.ts';
export type { SerdeErrorCode } from './errors.ts';
export { int64 } from './int64.ts';
export { MemorySchemaRegistry } from './registry/memory-schema-registry.ts';
export type {
  AvroSchema,
  Compatibility,
  RegisteredSchema,
  SchemaRegistry,
} from './schema-registry.ts';
export type { Deserializer, Serde } from './serde.ts';
export { utf8 } from './utf8.ts';
export { schemaIdOf } from './wire-format.ts';
