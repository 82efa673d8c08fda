import { SerdeError, UnknownSchemaError } from '../errors.ts';
import type { AvroSchema, SchemaRegistry } from '../schema-registry.ts';

/** How long an id that the registry does not know is not asked for again. */
const unknownForMs = 10_000;
/** Ids not known are remembered up to this many, then all forgotten: garbage has many ids. */
const unknownIdsLimit = 10_000;

const perRegistry = new WeakMap<SchemaRegistry, WriterSchemas>();

/** The schemas that values were written with, asked for once however many serdes share a registry. */
export function writerSchemasOf(registry: SchemaRegistry): WriterSchemas {
  const shared = perRegistry.get(registry) ?? new WriterSchemas(registry);
  perRegistry.set(registry, shared);
  return shared;
}

/** Exported for its test. */
export class WriterSchemas {
  readonly #registry: SchemaRegistry;
  readonly #now: () => number;
  readonly #schemas = new Map<number, Promise<AvroSchema>>();
  readonly #unknownSince = new Map<number, number>();

  constructor(registry: SchemaRegistry, now: () => number = () => performance.now()) {
    this.#registry = registry;
    this.#now = now;
  }

  /** Throws at once for an id that the registry did not know a moment ago. */
  get(id: number): Promise<AvroSchema> {
    const unknownSince = this.#unknownSince.get(id);
    if (unknownSince !== undefined) {
      if (this.#now() - unknownSince < unknownForMs) throw new UnknownSchemaError(id);
      this.#unknownSince.delete(id);
    }
    const known = this.#schemas.get(id);
    if (known !== undefined) return known;
    const asked = this.#ask(id);
    this.#schemas.set(id, asked);
    return asked;
  }

  async #ask(id: number): Promise<AvroSchema> {
    try {
      return await this.#registry.schemaById(id);
    } catch (error) {
      this.#schemas.delete(id);
      if (error instanceof SerdeError && error.code === 'UNKNOWN_SCHEMA') this.#remember(id);
      throw error;
    }
  }

  #remember(unknownId: number): void {
    if (this.#unknownSince.size >= unknownIdsLimit) this.#unknownSince.clear();
    this.#unknownSince.set(unknownId, this.#now());
  }
}
