import avro from 'avsc';
import { InvalidSchemaError } from '../errors.ts';
import type { AvroSchema } from '../schema-registry.ts';
import { logicalText } from './logical-text.ts';
import { typeHook, typeOf } from './type-hook.ts';
import { withoutDefaults } from './without-defaults.ts';

/** What is stored as one type and shown as text. */
class ShownAsText extends avro.types.LogicalType {
  readonly #show: (value: never) => string;

  constructor(stored: avro.Schema, options: object, show: (value: never) => string) {
    super(stored, options);
    this.#show = show;
  }

  protected override _fromValue(value: unknown): string {
    return this.#show(value as never);
  }
}

const base64 = (bytes: Buffer): string => bytes.toString('base64');

/** avsc's type of a schema, for reading only, whose values are what JSON can hold. */
export function compileForJson(schema: AvroSchema, what: string): avro.Type {
  const wrapped = new WeakSet<object>();
  const jsonTypeHook = (part: avro.Schema, options: object): avro.Type | undefined => {
    const type = typeOf(part);
    const isBinary = type === 'bytes' || type === 'fixed';
    if (wrapped.has(Object(part) as object)) return typeHook(part, options);
    const show = logicalText(type, Object(part) as Record<string, unknown>);
    if (show === undefined && !isBinary) return typeHook(part, options);
    // The constructor asks this hook for what it wraps.
    const stored = type === 'fixed' ? (part as object) : { type };
    wrapped.add(stored);
    return new ShownAsText(stored as avro.Schema, options, show ?? base64);
  };
  try {
    return avro.Type.forSchema(withoutDefaults(schema) as avro.Schema, {
      omitRecordMethods: true,
      typeHook: jsonTypeHook,
    });
  } catch (cause) {
    throw new InvalidSchemaError(what, (cause as Error).message, { cause });
  }
}
