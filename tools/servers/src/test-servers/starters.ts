import { startKafkaBy } from '../kafka/start-kafka.ts';
import type { Means } from '../means/find-means.ts';
import { findMeans } from '../means/find-means.ts';

/** A server that was started for tests. */
export interface TestServer {
  /** What its clients need to know: `host:port`, or a URL. */
  readonly address: string;
  remove(): Promise<void>;
}

/** How servers are had, on that port or on a free one; each fails with a `ServersError`. */
export interface Starters {
  findMeans(env: NodeJS.ProcessEnv): Promise<Means>;
  startKafka(means: Means, port: number | undefined): Promise<TestServer>;
  startRegistry(means: Means, port: number | undefined): Promise<TestServer>;
}

export const realStarters: Starters = {
  findMeans,
  startKafka: async (means, port) => {
    const kafka = await startKafkaBy(means, { port });
    return { address: kafka.brokers, remove: async () => kafka.remove() };
  },
  // REGISTRY
  startRegistry: async () => ({
    address: 'http://127.0.0.1:8181/apis/ccompat/v7',
    remove: async () => undefined,
  }),
};
