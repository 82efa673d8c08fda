import { ServersError } from '../errors.ts';
import type { Means } from '../means/find-means.ts';
import { isPortFree } from '../process/free-ports.ts';
import type { Starters, TestServer } from './starters.ts';
import { realStarters } from './starters.ts';

// Where they are when nobody has the port: tests that find their servers where they were the last time
// can come from Nx's cache.
const kafkaPort = 29_092;
const registryPort = 28_181;

/** Servers for all tests of a run. */
export interface TestServers {
  /** The environment for the tests: it names the servers that are there, and no others. */
  readonly env: NodeJS.ProcessEnv;
  /** Why test files with that suffix, `x.kafka.test.ts`, cannot run: a sentence. */
  readonly missing: Readonly<Record<'kafka' | 'own-kafka', string | undefined>>;
  stop(): Promise<void>;
}

/**
 * Has a broker and a schema registry for tests to share: those of `env` (KAFKA_BROKERS and
 * SCHEMA_REGISTRY_URL), and starts what is not there. Where they can't be had, it says so in `missing`.
 */
export async function startTestServers(
  env: NodeJS.ProcessEnv,
  starters: Starters = realStarters,
): Promise<TestServers> {
  const { KAFKA_BROKERS: brokers, SCHEMA_REGISTRY_URL: url, SERVERS_WITH: _with, ...rest } = env;
  const means = await orReason(starters.findMeans(env));
  const have = async (
    address: string | undefined,
    start: (means: Means, port: number | undefined) => Promise<TestServer>,
    port: number,
  ): Promise<TestServer | string> => {
    if (address !== undefined && address !== '') return { address, remove: async () => undefined };
    if (typeof means === 'string') return means;
    return orReason(start(means, (await isPortFree(port)) ? port : undefined));
  };
  const servers = await Promise.all([
    have(brokers, async (by, port) => starters.startKafka(by, port), kafkaPort),
    have(url, async (by, port) => starters.startRegistry(by, port), registryPort),
  ]);
  const stop = async (): Promise<void> => {
    await Promise.all(
      servers.map(async (server) => (typeof server === 'string' ? undefined : server.remove())),
    );
  };
  const [kafka, registry] = servers;
  const hasBoth = typeof kafka !== 'string' && typeof registry !== 'string';
  if (!hasBoth) await stop();
  const canStart = typeof means !== 'string' && typeof kafka !== 'string';
  return {
    env: {
      ...rest,
      ...(hasBoth && { KAFKA_BROKERS: kafka.address, SCHEMA_REGISTRY_URL: registry.address }),
      ...(canStart && { SERVERS_WITH: means.name }),
    },
    missing: {
      kafka: servers.find((server) => typeof server === 'string'),
      'own-kafka': [means, kafka].find((found) => typeof found === 'string'),
    },
    stop: hasBoth ? stop : async () => undefined,
  };
}

/** What is there, or in words why it is not. */
async function orReason<T>(attempt: Promise<T>): Promise<T | string> {
  return attempt.catch((error: unknown) => {
    if (error instanceof ServersError) return error.message;
    throw error;
  });
}
