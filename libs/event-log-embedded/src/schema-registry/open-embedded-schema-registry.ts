import type { SchemaRegistry } from '@user-information/serde';
import { EmbeddedSchemaRegistry } from './embedded-schema-registry.ts';
import { RegistryFile } from './registry-file.ts';

export interface EmbeddedSchemaRegistryOptions {
  /** The folder of the log that it belongs to, created when missing. On a local disk. */
  readonly directory: string;
}

/**
 * The schema registry beside an embedded log, shared by the processes that share the log. What it
 * acknowledged survives power cuts, and ids neither change nor come back.
 */
export async function openEmbeddedSchemaRegistry(
  options: EmbeddedSchemaRegistryOptions,
): Promise<SchemaRegistry> {
  return new EmbeddedSchemaRegistry(await RegistryFile.open(options.directory));
}
