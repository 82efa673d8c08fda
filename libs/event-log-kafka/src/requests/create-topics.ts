import type { KafkaRequest } from '../kafkajs/internals.ts';
import { versionOf } from './api-versions.ts';
import { requests } from '../kafkajs/internals.ts';

export interface NewTopic {
  readonly topic: string;
  readonly partitions: number;
  /** -1 is what the broker takes by default. */
  readonly replicationFactor: number;
  readonly configs: Readonly<Record<string, string>>;
}

export interface CreatedTopic {
  readonly topic: string;
  readonly errorCode: number;
  /** What the broker says to the error. */
  readonly errorMessage: string | null;
}

/** The broker answers within this when the topics are there everywhere, or says that they are not yet. */
const TIMEOUT_MS = 10_000;

export function createTopicsRequest(
  topics: readonly NewTopic[],
): KafkaRequest<readonly CreatedTopic[]> {
  // Version 4 is 3, with -1 for the default replication factor.
  const { request, response } = requests.CreateTopics.protocol({ version: 3 })({
    validateOnly: false,
    timeout: TIMEOUT_MS,
    topics: topics.map(({ topic, partitions, replicationFactor, configs }) => ({
      topic,
      numPartitions: partitions,
      replicationFactor,
      configEntries: Object.entries(configs).map(([name, value]) => ({ name, value })),
    })),
  });
  return {
    request: { ...request, apiVersion: versionOf('CreateTopics') },
    response: {
      decode: response.decode,
      parse: async ({ topicErrors }: { readonly topicErrors: readonly CreatedTopic[] }) =>
        topicErrors,
    },
  };
}
