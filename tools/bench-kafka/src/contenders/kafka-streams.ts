import type { PeerProgram } from '@user-information/kafka-streams-peer';
import { PeerProcess } from '@user-information/kafka-streams-peer';
import type { Contender } from './contender.ts';

/** What a Kafka Streams contender is measured with; the rest is as Kafka Streams has it. */
export type PeerSettings = Readonly<Record<string, string>>;

/** Each update goes out at once, in a transaction of its own every 10 ms where there are any. */
const bestForLatency = { 'commit.interval.ms': '10', 'producer.linger.ms': '0' };
const exactlyOnce = { 'processing.guarantee': 'exactly_once_v2' } as const;
const atLeastOnce = { 'processing.guarantee': 'at_least_once' } as const;

export const peerSettings = {
  'eos-best': { ...exactlyOnce, ...bestForLatency },
  'eos-defaults': exactlyOnce,
  'alos-best': { ...atLeastOnce, ...bestForLatency },
  'alos-defaults': atLeastOnce,
} as const satisfies Readonly<Record<string, PeerSettings>>;

/** The same as join-service's. */
const sessionTimeoutMs = 6_000;

export interface KafkaStreamsOptions {
  readonly name: keyof typeof peerSettings;
  readonly program: PeerProgram;
  readonly brokers: string;
  /** Of the view's values. */
  readonly schemaId: number;
  readonly threads: number;
}

/** tools/kafka-streams-peer, with its record cache off. */
export function kafkaStreams(options: KafkaStreamsOptions): Contender {
  const { name, program, brokers, schemaId, threads } = options;
  const application = `peer-${name}`;
  const outputTopic = `user-information-${name}`;
  const properties = {
    'bootstrap.servers': brokers,
    'application.id': application,
    'output.topic': outputTopic,
    'output.schema.id': String(schemaId),
    'num.stream.threads': String(threads),
    'consumer.session.timeout.ms': String(sessionTimeoutMs),
    ...peerSettings[name],
  };
  return {
    name,
    application,
    outputTopic,
    isExactlyOnce: peerSettings[name]['processing.guarantee'] === 'exactly_once_v2',
    repartitionTopics: ['tweet', 'following', 'follower', 'like'].map(
      (counted) => `${application}-${counted}-count-repartition`,
    ),
    instance: async (folder) =>
      new PeerProcess({ program, properties: { ...properties, 'state.dir': folder } }),
  };
}
