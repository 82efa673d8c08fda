import { canonicalForm, SerdeError, UnknownSchemaError } from '@user-information/serde';
import type {
  AvroSchema,
  Compatibility,
  RegisteredSchema,
  SchemaRegistry,
} from '@user-information/serde';
import { registerSchema } from './register-schema.ts';
import { RegistryApi } from './registry-api.ts';
import type { RegistryClient } from './registry-client.ts';
import { SharedCalls } from './shared-calls.ts';
import { UnknownIdPace } from './unknown-id-pace.ts';

/** A registry that is asked over HTTP. Ids and their schemas, which never change, are kept. */
export class HttpSchemaRegistry implements SchemaRegistry {
  readonly #client: RegistryClient;
  readonly #api: RegistryApi;
  readonly #schemas = new SharedCalls<number, AvroSchema>();
  readonly #ids = new SharedCalls<string, number>();
  readonly #pace: UnknownIdPace;

  constructor(client: RegistryClient, unknownIdsPerSecond: number) {
    this.#client = client;
    this.#api = new RegistryApi(client);
    this.#pace = new UnknownIdPace(unknownIdsPerSecond);
  }

  /** See `RegistryApi.check`. */
  check(): Promise<void> {
    return this.#api.check();
  }

  async register(subject: string, schema: AvroSchema): Promise<number> {
    this.#client.mustBeOpen();
    const key = JSON.stringify([subject, canonicalForm(schema)]);
    return this.#ids.get(key, () => registerSchema(this.#api, subject, schema));
  }

  async schemaById(id: number): Promise<AvroSchema> {
    this.#client.mustBeOpen();
    return this.#schemas.get(id, () => this.#ask(id));
  }

  async latest(subject: string): Promise<RegisteredSchema | undefined> {
    const version = await this.#api.version(subject, 'latest');
    return version && { id: version.id, schema: version.schema };
  }

  async compatibility(subject: string): Promise<Compatibility> {
    return (await this.#api.compatibility(subject)) ?? 'BACKWARD';
  }

  async setCompatibility(subject: string, compatibility: Compatibility): Promise<void> {
    if (await this.#api.setCompatibility(subject, compatibility)) return;
    throw new SerdeError(
      'REGISTRY',
      `The registry keeps no compatibility for "${subject}" before it has a schema: register the first one, then set ${compatibility}.`,
    );
  }

  async close(): Promise<void> {
    this.#client.close();
  }

  async #ask(id: number): Promise<AvroSchema> {
    const delayMs = this.#pace.delayMs(performance.now());
    if (delayMs > 0) await this.#client.pause(delayMs);
    try {
      return await this.#api.schemaById(id);
    } catch (error) {
      if (error instanceof UnknownSchemaError) this.#pace.wasUnknown(performance.now());
      throw error;
    }
  }
}
