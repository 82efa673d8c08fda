import { canonicalForm } from '../canonical-form.ts';
import { compile } from '../avro/compile.ts';
import { assertBackwardCompatible } from '../compatibility.ts';
import { SerdeError, UnknownSchemaError } from '../errors.ts';
import type {
  AvroSchema,
  Compatibility,
  RegisteredSchema,
  SchemaRegistry,
} from '../schema-registry.ts';

/** A schema registry in memory, for tests and for programs of one process that keep nothing. */
export class MemorySchemaRegistry implements SchemaRegistry {
  readonly #schemas: AvroSchema[] = [];
  readonly #ids = new Map<string, number>();
  readonly #versions = new Map<string, readonly RegisteredSchema[]>();
  readonly #compatibilities = new Map<string, Compatibility>();
  #closed = false;

  async register(subject: string, schema: AvroSchema): Promise<number> {
    this.#mustBeOpen();
    compile(schema, `The schema for "${subject}"`);
    const form = canonicalForm(schema);
    const versions = this.#versions.get(subject) ?? [];
    const known = versions.find(({ id }) => this.#ids.get(form) === id);
    if (known !== undefined) return known.id;
    for (const old of this.#mustRead(subject, versions)) {
      assertBackwardCompatible(subject, schema, old.schema);
    }
    const id = this.#ids.get(form) ?? this.#schemas.push(schema);
    this.#ids.set(form, id);
    this.#versions.set(subject, [...versions, { id, schema }]);
    return id;
  }

  async schemaById(id: number): Promise<AvroSchema> {
    this.#mustBeOpen();
    const schema = this.#schemas[id - 1];
    if (schema === undefined) throw new UnknownSchemaError(id);
    return schema;
  }

  async latest(subject: string): Promise<RegisteredSchema | undefined> {
    this.#mustBeOpen();
    return this.#versions.get(subject)?.at(-1);
  }

  async compatibility(subject: string): Promise<Compatibility> {
    this.#mustBeOpen();
    return this.#compatibilities.get(subject) ?? 'BACKWARD';
  }

  async setCompatibility(subject: string, compatibility: Compatibility): Promise<void> {
    this.#mustBeOpen();
    this.#compatibilities.set(subject, compatibility);
  }

  async close(): Promise<void> {
    this.#closed = true;
  }

  #mustRead(subject: string, versions: readonly RegisteredSchema[]): readonly RegisteredSchema[] {
    switch (this.#compatibilities.get(subject) ?? 'BACKWARD') {
      case 'NONE':
        return [];
      case 'BACKWARD':
        return versions.slice(-1);
      case 'BACKWARD_TRANSITIVE':
        return versions;
    }
  }

  #mustBeOpen(): void {
    if (this.#closed) throw new SerdeError('REGISTRY', 'The schema registry is closed.');
  }
}
