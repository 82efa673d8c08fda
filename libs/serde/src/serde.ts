/** Bytes to a value. */
export interface Deserializer<T> {
  /**
   * Answers at once when it can, and with a promise when it must first ask for the writer's schema.
   * Throws, or rejects with, a `SerdeError`.
   */
  deserialize(bytes: Buffer): T | Promise<T>;
}

/** Bytes of a value and back. */
export interface Serde<T> extends Deserializer<T> {
  /**
   * Makes it ready to serialize, for instance registers its schema; a second call does nothing more.
   * Who writes with a serde opens it first. Fails with a `SerdeError`.
   */
  open?(): Promise<void>;
  /** Throws a `SerdeError`. */
  serialize(value: T): Buffer;
}
