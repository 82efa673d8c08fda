import type { SchemaRegistry } from '@user-information/serde';
import { SerdeError } from '@user-information/serde';
import { HttpSchemaRegistry } from './http-schema-registry.ts';
import { httpSchemaRegistryOptions } from './options.ts';
import type { HttpSchemaRegistryOptions } from './options.ts';
import { RegistryClient } from './registry-client.ts';

/**
 * Opens a schema registry that speaks Confluent's REST API: Confluent's own, Apicurio, Karapace.
 *
 * Where waiting can't help, such as a wrong password or an address where there is no registry, this
 * fails at once, and so do all calls. A registry that does not answer, or answers with an error of its
 * own (5xx, 429), may do so later: this does not wait for it, so that a service can start before its
 * registry; calls wait until it answers or is closed. Every error is a `SerdeError` of code REGISTRY.
 */
export async function openHttpSchemaRegistry(
  options: HttpSchemaRegistryOptions,
): Promise<SchemaRegistry> {
  const { data: settings, error } = httpSchemaRegistryOptions.safeParse(options);
  if (error !== undefined) {
    const faults = error.issues.map(({ path, message }) => [...path, message].join(': '));
    throw new SerdeError(
      'REGISTRY',
      `The options of the schema registry are wrong: ${faults.join('; ')}.`,
    );
  }
  const client = new RegistryClient(settings);
  const registry = new HttpSchemaRegistry(client, settings.unknownIdsPerSecond);
  try {
    await registry.check();
    return registry;
  } catch (failure) {
    client.close();
    throw failure;
  }
}
