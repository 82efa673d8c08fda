import { findMeans } from '../means/find-means.ts';
import { startRegistryByDocker } from './docker-registry.ts';
import { JavaRegistry } from './java-registry.ts';
import type { Registry, RegistryOptions } from './registry.ts';

/**
 * Starts an Apicurio Registry on this machine, by Docker or by Java; resolves when it answers. Fails with
 * a `ServersError`.
 */
export async function startRegistry(options: RegistryOptions = {}): Promise<Registry> {
  const means = await findMeans();
  return means.name === 'docker'
    ? startRegistryByDocker(options)
    : JavaRegistry.start(means.command, options);
}
