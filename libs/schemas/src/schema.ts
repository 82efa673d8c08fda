/** The key of a property that only the compiler knows: what type a schema's values have. */
export declare const valueType: unique symbol;

/** A field of a record, as .avsc files write it. */
export type Field = {
  readonly name: string;
  readonly type: unknown;
  readonly doc?: string;
  readonly default?: unknown;
};

/** An Avro record schema as JSON; `V` is the TypeScript type of its values. */
export type Schema<V> = {
  readonly type: 'record';
  readonly name: string;
  readonly namespace?: string;
  readonly doc?: string;
  readonly fields: readonly Field[];
  readonly [valueType]?: V;
};
