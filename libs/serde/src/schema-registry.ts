/** An Avro schema as JSON. */
export type AvroSchema = string | readonly AvroSchema[] | Readonly<Record<string, unknown>>;

/**
 * A schema as a registry keeps it. Ids are positive 32-bit integers, and the same for equal schemas:
 * under one subject for all whose `canonicalForm` is the same, under several at least for equal texts.
 */
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
 *
 * A registry that is elsewhere may be away for a while. Then calls wait for it, so that records wait
 * and none is called bad; they fail with REGISTRY where waiting can't help, and when the registry is
 * closed. Who stops must therefore close it, or abort what it was opened with, before waiting for
 * work that decodes.
 */
export interface SchemaRegistry {
  /**
   * The id of this schema: the one it has if the subject knows it, in whichever version, else a new
   * one. A new schema that can't read what it must (see `Compatibility`) is an
   * `IncompatibleSchemaError`, and what is no Avro schema an `InvalidSchemaError`.
   */
  register(subject: string, schema: AvroSchema): Promise<number>;
  /**
   * `UnknownSchemaError` for an id that was never given. Another process may register it a moment
   * later, so this is no answer to keep; but a caller that asks for each of many bad records should
   * keep it for a while.
   */
  schemaById(id: number): Promise<AvroSchema>;
  /** The newest schema of a subject; undefined for an unknown subject. */
  latest(subject: string): Promise<RegisteredSchema | undefined>;
  /** BACKWARD unless set otherwise. */
  compatibility(subject: string): Promise<Compatibility>;
  setCompatibility(subject: string, compatibility: Compatibility): Promise<void>;
  /** Calls that wait fail with REGISTRY, as all later ones do. */
  close(): Promise<void>;
}
