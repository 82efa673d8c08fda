/** An Avro schema as JSON. */
export type AvroSchema = string | readonly AvroSchema[] | Readonly<Record<string, unknown>>;

/** A schema as a registry keeps it. Ids are positive 32-bit integers, the same for equal schemas. */
export interface RegisteredSchema {
  readonly id: number;
  readonly schema: AvroSchema;
}

/**
 * Which schemas a new one of the same subject must be able to read: none, the latest, or all.
 * The words are Confluent's.
 */
export type Compatibility = 'NONE' | 'BACKWARD' | 'BACKWARD_TRANSITIVE';

/**
 * Keeps every schema that was ever written under a subject (`<topic>-value`), by id. Every method
 * fails with a `SerdeError`, which is REGISTRY where the registry itself could not be asked.
 */
export interface SchemaRegistry {
  /**
   * The id of this schema: the one it has if the subject knows it, in whichever version, else a new
   * one. A new schema that can't read what it must (see `Compatibility`) is an
   * `IncompatibleSchemaError`, and what is no Avro schema an `InvalidSchemaError`.
   */
  register(subject: string, schema: AvroSchema): Promise<number>;
  /** `UnknownSchemaError` for an id that was never given. */
  schemaById(id: number): Promise<AvroSchema>;
  /** The newest schema of a subject; undefined for an unknown subject. */
  latest(subject: string): Promise<RegisteredSchema | undefined>;
  /** BACKWARD unless set otherwise. */
  compatibility(subject: string): Promise<Compatibility>;
  setCompatibility(subject: string, compatibility: Compatibility): Promise<void>;
  close(): Promise<void>;
}
