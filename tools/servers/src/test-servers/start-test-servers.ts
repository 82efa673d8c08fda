import { ServersError } from '../errors.ts';
import type { Kafka, KafkaOptions } from '../kafka/kafka.ts';
import { startKafka } from '../kafka/start-kafka.ts';
import type { Means } from '../means/find-means.ts';
import { findMeans } from '../means/find-means.ts';
import { isPortFree } from '../process/free-ports.ts';
import type { Registry, RegistryOptions } from '../registry/registry.ts';
import { startRegistry } from '../registry/start-registry.ts';

// Where they are when nobody has the port: tests that find their servers where they were the last time
// can come from Nx's cache.
const kafkaPort = 29_092;
const registryPort = 28_181;

/** Servers for all tests of a run. */
export interface TestServers {
  /** The environment for the tests: it names the servers that are there, and no others. */
  readonly env: NodeJS.ProcessEnv;
  /** Why test files with that suffix, such as `x.kafka.test.ts`, cannot run: a sentence. */
  readonly missing: Readonly<Record<'kafka' | 'own-kafka', string | undefined>>;
  stop(): Promise<void>;
}

/** How servers are had. */
export interface Starters {
  readonly findMeans: (env: NodeJS.ProcessEnv) => Promise<Means>;
  readonly startKafka: (options: KafkaOptions) => Promise<Pick<Kafka, 'brokers' | 'remove'>>;
  readonly startRegistry: (options: RegistryOptions) => Promise<Pick<Registry, 'url' | 'remove'>>;
}

const nothingToStop = async (): Promise<void> => undefined;

/**
 * Has a broker and a schema registry for tests to share: those of `env` (KAFKA_BROKERS and
 * SCHEMA_REGISTRY_URL), and starts what is not there. Where they can't be had, it says so in `missing`.
 */
export async function startTestServers(
  env: NodeJS.ProcessEnv,
  starters: Starters = { findMeans, startKafka, startRegistry },
): Promise<TestServers> {
  const { KAFKA_BROKERS = '', SCHEMA_REGISTRY_URL = '', SERVERS_WITH: _, ...others } = env;
  const means = await orReason(starters.findMeans(env));
  const start = async <T>(startOne: Starter<T>, usualPort: number): Promise<T | string> => {
    if (typeof means === 'string') return means;
    return orReason(startOne({ port: (await isPortFree(usualPort)) ? usualPort : undefined }));
  };
  const [kafka, registry] = await Promise.all([
    KAFKA_BROKERS === ''
      ? start(starters.startKafka, kafkaPort)
      : { brokers: KAFKA_BROKERS, remove: nothingToStop },
    SCHEMA_REGISTRY_URL === ''
      ? start(starters.startRegistry, registryPort)
      : { url: SCHEMA_REGISTRY_URL, remove: nothingToStop },
  ]);

  const whyNoKafka = reason(kafka) ?? reason(registry);
  const whyNoOwnKafka = reason(means) ?? reason(kafka);
  const stop = async (): Promise<void> => {
    const started = [kafka, registry].filter((server) => typeof server !== 'string');
    await Promise.all(started.map(async (server) => server.remove()));
  };
  if (whyNoKafka !== undefined) await stop();
  return {
    env: {
      ...others,
      ...(typeof kafka !== 'string' &&
        typeof registry !== 'string' && {
          KAFKA_BROKERS: kafka.brokers,
          SCHEMA_REGISTRY_URL: registry.url,
        }),
      ...(typeof means !== 'string' && whyNoOwnKafka === undefined && { SERVERS_WITH: means.name }),
    },
    missing: { kafka: whyNoKafka, 'own-kafka': whyNoOwnKafka },
    stop: whyNoKafka === undefined ? stop : nothingToStop,
  };
}

type Starter<T> = (options: { readonly port: number | undefined }) => Promise<T>;

/** What was asked for, or in words why it cannot be had. */
async function orReason<T>(attempt: Promise<T>): Promise<T | string> {
  return attempt.catch((error: unknown) => {
    if (error instanceof ServersError) return error.message;
    throw error;
  });
}

function reason(found: unknown): string | undefined {
  return typeof found === 'string' ? found : undefined;
}
