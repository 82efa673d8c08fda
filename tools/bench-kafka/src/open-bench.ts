import { buildPeer } from '@user-information/kafka-streams-peer';
import { startKafka, startRegistry } from '@user-information/servers';
import type { Bench } from './bench.ts';
import type { Contender } from './contenders/contender.ts';
import { joinService } from './contenders/join-service.ts';
import { kafkaStreams } from './contenders/kafka-streams.ts';
import { BenchLog } from './workload/bench-log.ts';

/** How the broker runs. */
export interface BrokerOptions {
  /** For how long the first members of a group wait for others. */
  readonly joinDelayMs: number;
  /** Whether Java compiles it as in production, which takes as long as all the rest of its start. */
  readonly optimized: boolean;
}

/** With Kafka's own delay two instances that start at once share the partitions from the start. */
const asInProduction: BrokerOptions = { joinDelayMs: 3_000, optimized: true };

export interface OpenBench extends Bench {
  /** Stops the servers, too. */
  close(): Promise<void>;
}

/** What a benchmark is told. */
type Told = Pick<Bench, 'settings' | 'workspace' | 'progress'>;

/**
 * Starts a broker of its own, whose topics it may delete, and a registry: all that is measured shares
 * them.
 */
export async function openBench(
  told: Told,
  { joinDelayMs, optimized } = asInProduction,
): Promise<OpenBench> {
  const joinDelay = { 'group.initial.rebalance.delay.ms': String(joinDelayMs) };
  const closing = new AsyncDisposableStack();
  try {
    told.progress('starts Apache Kafka and a schema registry');
    const broker = await startKafka({ properties: joinDelay, optimized });
    closing.defer(() => broker.remove());
    const registry = await startRegistry();
    closing.defer(() => registry.remove());
    const kafka = await BenchLog.open(
      { brokers: broker.brokers, registryUrl: registry.url },
      told.settings.partitions,
    );
    closing.defer(() => kafka.close());
    const contenders = await contendersOf(told, kafka);
    return { ...told, kafka, contenders, close: () => closing.disposeAsync() };
  } catch (error) {
    await closing.disposeAsync();
    throw error;
  }
}

async function contendersOf(
  { settings, workspace, progress }: Told,
  { addresses, viewSchemaId: schemaId }: BenchLog,
): Promise<Contender[]> {
  const { brokers } = addresses;
  const { contenders: names, partitions, peerThreads: threads } = settings;
  const hasPeers = names.some((name) => name !== 'join-service');
  if (hasPeers) progress('builds the Kafka Streams application');
  const program = hasPeers ? await buildPeer(workspace) : { classPath: '' };
  return names.map((name) =>
    name === 'join-service'
      ? joinService({ workspace, partitions, ...addresses })
      : kafkaStreams({ name, program, brokers, schemaId, threads }),
  );
}
