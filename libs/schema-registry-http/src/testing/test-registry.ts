import { PassThrough } from 'node:stream';
import { createLogger, createMetrics } from '@user-information/observability';
import type { SchemaRegistry } from '@user-information/serde';
import { openHttpSchemaRegistry } from '../open-http-schema-registry.ts';
import type { HttpSchemaRegistryOptions } from '../options.ts';

export interface TestRegistry {
  readonly registry: SchemaRegistry;
  /** What it logged since the last call: `warn The schema registry …`. */
  readonly logged: () => string[];
  /** The value of each of its metrics. */
  readonly measured: () => Promise<Record<string, number>>;
}

/** A registry that retries every two milliseconds, with what it logs and measures. */
export async function testRegistry(
  options: Partial<HttpSchemaRegistryOptions> & { readonly url: string },
): Promise<TestRegistry> {
  const stream = new PassThrough();
  const logger = createLogger({ name: 'test', level: 'debug', format: 'json', stream });
  const metrics = createMetrics({ service: 'test' });
  const registry = await openHttpSchemaRegistry({
    logger,
    metrics,
    minRetryMs: 2,
    maxRetryMs: 2,
    ...options,
  });
  return {
    registry,
    logged: () =>
      String((stream.read() as Buffer | null) ?? '')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as { level: string; msg: string })
        .map(({ level, msg }) => `${level} ${msg}`),
    measured: async () => {
      const lines = (await metrics.metrics()).split('\n');
      const own = lines.filter((line) => line.startsWith('schema_registry_'));
      return Object.fromEntries(
        own.map((line) => {
          const at = line.lastIndexOf(' ');
          return [
            line.slice(0, at).replace(/service="test",?|,service="test"|\{service="test"\}/g, ''),
            Number(line.slice(at)),
          ];
        }),
      );
    },
  };
}
