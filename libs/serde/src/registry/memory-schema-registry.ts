import { canonicalForm } from '../canonical-form.ts';
import { assertCompatible } from '../compatibility.ts';
import { SerdeError, UnknownSchemaError } from '../errors.ts';
import type {
  AvroSchema,
  Compatibility,
  RegisteredSchema,
  SchemaRegistry,
} from '../schema-registry.ts';

/** A schema registry in memory, for tests and for programs of one process that keep nothing. */
export class MemorySchemaRegistry implements SchemaRegistry {
  /** The schema of id 1 first. */
  readonly #schemas: AvroSchema[] = [];
  readonly #ids = new Map<string, number>();
  readonly #versions = new Map<string, readonly RegisteredSchema[]>();
  readonly #compatibilities = new Map<string, Compatibility>();
  #closed = false;

  async register(subject: string, schema: AvroSchema): Promise<number> {
    this.#mustBeOpen();
    const versions = this.#versions.get(subject) ?? [];
    const form = canonicalForm(schema);
    const known = this.#ids.get(form);
    if (known !== undefined && versions.some(({ id }) => id === known)) return known;
    const older = versions.map((version) => version.schema);
    assertCompatible(subject, schema, older, this.#compatibilityOf(subject));
    const id = known ?? this.#schemas.push(structuredClone(schema));
    this.#ids.set(form, id);
    this.#versions.set(subject, [...versions, { id, schema: structuredClone(schema) }]);
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
    return this.#compatibilityOf(subject);
  }

  async setCompatibility(subject: string, compatibility: Compatibility): Promise<void> {
    this.#mustBeOpen();
    this.#compatibilities.set(subject, compatibility);
  }

  async close(): Promise<void> {
    this.#closed = true;
  }

  #compatibilityOf(subject: string): Compatibility {
    return this.#compatibilities.get(subject) ?? 'BACKWARD';
  }

  #mustBeOpen(): void {
    if (this.#closed) throw new SerdeError('REGISTRY', 'The schema registry is closed.');
  }
}
