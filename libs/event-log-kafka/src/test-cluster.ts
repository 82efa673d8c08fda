import { afterEach } from '@jest/globals';
import { Cluster } from './cluster/cluster.ts';
import { parseBrokerAddress } from './connection/broker-address.ts';
import { kafkajsLogger } from './connection/kafkajs-logger.ts';
import { createTopicsRequest } from './requests/create-topics.ts';
import { checkCode } from './requests/kafka-error.ts';
import { freshName, testBrokers } from './test-log.ts';
import { untilKnownEverywhere } from './topics/create-topics.ts';

/** For tests: what an operator does to topics behind a client's back. */
export interface TestCluster {
  /** Creates a topic of three partitions with these settings, under a new name. */
  createTopic(configs: Readonly<Record<string, string>>): Promise<string>;
}

/** Call at the top of a test file or inside a `describe`. */
export function testCluster(): TestCluster {
  let cluster: Cluster | undefined;
  afterEach(() => {
    cluster?.close();
    cluster = undefined;
  });
  return {
    async createTopic(configs) {
      const settings = {
        clientId: 'operator',
        tls: undefined,
        sasl: undefined,
        connectTimeoutMs: 10_000,
        requestTimeoutMs: 30_000,
        kafkajsLogger: kafkajsLogger(undefined),
      };
      cluster ??= new Cluster(testBrokers().map(parseBrokerAddress), settings, undefined);
      const topic = freshName();
      const request = createTopicsRequest([
        { topic, partitions: 3, replicationFactor: -1, configs },
      ]);
      const [created] = await (await cluster.any()).ask(request);
      checkCode(created?.errorCode ?? -1, `to create ${topic}`);
      await cluster.metadata.refresh();
      await untilKnownEverywhere(cluster, [topic]);
      return topic;
    },
  };
}
