/**
 * Bytes of a value and back. `deserialize` answers at once when it can, and with a promise when it
 * must first ask for the writer's schema. Both throw (or reject with) a `SerdeError`.
 */
export interface Serde<T> {
  serialize(value: T): Buffer;
  deserialize(bytes: Buffer): T | Promise<T>;
}
