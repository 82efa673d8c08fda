import type { TopicSpec } from '@user-information/event-log';
import { EventLogError, InvalidTopicError, TopicConflictError } from '@user-information/event-log';
import type { Cluster } from '../cluster/cluster.ts';
import { refusal } from '../cluster/refusal.ts';
import { passes } from '../cluster/retriable.ts';
import { Backoff } from '../connection/backoff.ts';
import type { BrokerConnection } from '../connection/broker-connection.ts';
import type { KafkaLogSettings } from '../options.ts';
import type { CreatedTopic } from '../requests/create-topics.ts';
import { createTopicsRequest } from '../requests/create-topics.ts';
import { errorName, KafkaError } from '../requests/kafka-error.ts';
import { metadataRequest } from '../requests/metadata.ts';
import type { TopicCatalog } from './topic-catalog.ts';
import { configsFor } from './topic-configs.ts';

export type TopicSettings = Pick<KafkaLogSettings, 'replicationFactor' | 'minCompactionLagMs'>;

/**
 * `EventLog.createTopics`: creates what is missing, waits until every broker knows of it, and looks
 * whether what was there already is what is wanted.
 */
export async function createTopics(
  cluster: Cluster,
  catalog: TopicCatalog,
  specs: readonly TopicSpec[],
  { replicationFactor, ...limits }: TopicSettings,
): Promise<void> {
  const wanted = distinct(specs);
  if (wanted.length === 0) {
    return;
  }
  await cluster.persist({}, async () => {
    await cluster.metadata.refresh();
    const broker = await cluster.any();
    const missing = await missingOf(wanted, broker);
    if (missing.length === 0) {
      return;
    }
    const request = createTopicsRequest(
      missing.map((spec) => ({
        topic: spec.name,
        partitions: spec.partitions,
        replicationFactor,
        configs: configsFor(spec, limits),
      })),
    );
    (await broker.ask(request)).forEach((created) => checkCreated(created, replicationFactor));
  });
  const names = wanted.map(({ name }) => name);
  await cluster.persist({}, () => untilKnownEverywhere(cluster, names));
  await Promise.all(wanted.map((spec) => catalog.claim(spec)));
}

function distinct(specs: readonly TopicSpec[]): TopicSpec[] {
  const byName = new Map<string, TopicSpec>();
  for (const spec of specs) {
    const other = byName.get(spec.name) ?? spec;
    for (const setting of ['kind', 'partitions', 'retentionMs'] as const) {
      if (other[setting] !== spec[setting]) {
        const differs = `it is asked for twice, with ${setting} ${other[setting]} and ${spec[setting]}`;
        throw new TopicConflictError(spec.name, differs);
      }
    }
    byName.set(spec.name, spec);
  }
  return [...byName.values()];
}

/** Creating is asked for only what is missing: a client may have no right to it, and need none. */
async function missingOf(
  specs: readonly TopicSpec[],
  broker: BrokerConnection,
): Promise<readonly TopicSpec[]> {
  const { topics } = await broker.ask(metadataRequest(specs.map(({ name }) => name)));
  const missing = new Set<string>();
  for (const { topic, errorCode } of topics) {
    const type = errorName(errorCode);
    if (type === 'UNKNOWN_TOPIC_OR_PARTITION') missing.add(topic);
    else if (errorCode !== 0 && !passes(type)) throw refused(errorCode, topic);
  }
  return specs.filter(({ name }) => missing.has(name));
}

function refused(errorCode: number, topic: string): Error {
  const error = new KafkaError(errorCode, `for topic "${topic}"`);
  return refusal(error, { topic }) ?? error;
}

function checkCreated(
  { topic, errorCode, errorMessage }: CreatedTopic,
  replicationFactor: number,
): void {
  const type = errorName(errorCode);
  if (errorCode === 0 || type === 'TOPIC_ALREADY_EXISTS') {
    return;
  }
  const reason = (errorMessage ?? type).replace(/\.$/, '');
  if (type === 'INVALID_REPLICATION_FACTOR') {
    throw new EventLogError(
      'INVALID_ARGUMENT',
      `Topic "${topic}" can't have the replication factor ${replicationFactor}: ${reason}. ` +
        'Set one that the cluster has brokers for, or -1 for its default.',
    );
  }
  if (passes(type) || type.endsWith('_AUTHORIZATION_FAILED')) {
    throw refused(errorCode, topic);
  }
  throw new InvalidTopicError(topic, `Kafka says ${type}: ${reason}`);
}

/** Who creates a topic is answered before the brokers know of it. */
export async function untilKnownEverywhere(
  cluster: Cluster,
  names: readonly string[],
): Promise<void> {
  const pauses = new Backoff(2, 100);
  for (const address of cluster.metadata.brokers) {
    for (;;) {
      const broker = await cluster.connection(address, 'general');
      const { topics } = await broker.ask(metadataRequest(names));
      if (topics.every(({ errorCode, leaders }) => errorCode === 0 && !leaders.includes(-1))) {
        break;
      }
      await pauses.pause();
    }
  }
}
