/** An Avro schema as JSON. */
export type AvroSchema = string | AvroSchema[] | { readonly [name: string]: unknown };

/** A schema as a registry keeps it. Ids are positive 32-bit integers, the same for equal schemas. */
export interface RegisteredSchema {
  readonly id: number;
  readonly schema: AvroSchema;
}

/** Keeps every schema that was ever written under a subject (`<topic>-value`), by id. */
export interface SchemaRegistry {
  /**
   * The id of this schema, newly given if the subject does not have it yet. A schema that cannot
   * read what the latest one wrote (BACKWARD) is an `IncompatibleSchemaError`.
   */
  register(subject: string, schema: AvroSchema): Promise<number>;
  /** `UnknownSchemaError` for an id that was never given. */
  schemaById(id: number): Promise<AvroSchema>;
  /** The newest schema of a subject; undefined for an unknown subject. */
  latest(subject: string): Promise<RegisteredSchema | undefined>;
  close(): Promise<void>;
}
