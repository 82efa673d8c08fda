import type { Cluster } from '../cluster/cluster.ts';
import { passes } from '../cluster/retriable.ts';
import type { BrokerConnection } from '../connection/broker-connection.ts';
import { errorName, KafkaError } from '../requests/kafka-error.ts';
import type { EncodedBatch, ProducedBatch } from '../requests/produce.ts';
import { produceRequest } from '../requests/produce.ts';

/** What became of a batch: the offset of its first record, or why it was refused. */
export type Produced = { readonly baseOffset: number } | { readonly refused: KafkaError };

export interface ProduceOptions {
  readonly cluster: Cluster;
  /** Of the connections. */
  readonly purpose: string;
  readonly transactionalId: string | null;
}

/**
 * Sends batches, each for another partition, to the leaders of their partitions, the same bytes again
 * until each was taken or refused: since they are numbered, none is taken twice. Fails only when the
 * log is closing; what became of the batches is not known then.
 */
export async function produce(
  { cluster, purpose, transactionalId }: ProduceOptions,
  batches: readonly EncodedBatch[],
): Promise<readonly Produced[]> {
  const outcomes = new Array<Produced | undefined>(batches.length);
  const patience = cluster.patience();
  for (;;) {
    const open = batches.filter((_, index) => outcomes[index] === undefined);
    if (open.length === 0) {
      patience.reset();
      return outcomes as Produced[];
    }
    const failures: unknown[] = [];
    const sent = await sendToLeaders(cluster, purpose, open, async (broker, ofBroker) => {
      for (const answer of await broker.ask(produceRequest(ofBroker, transactionalId))) {
        const index = batches.findIndex(isFor(answer));
        const outcome = judge(answer);
        if (outcome instanceof KafkaError) failures.push(outcome);
        else outcomes[index] = outcome;
      }
    });
    failures.push(...sent);
    if (failures.length > 0) {
      await patience.after(failures[0]);
    }
  }
}

/** An error that passes is none of the outcomes. */
function judge({ topic, partition, errorCode, baseOffset }: ProducedBatch): Produced | KafkaError {
  if (errorCode === 0) {
    return { baseOffset };
  }
  const error = new KafkaError(errorCode, `to append to ${topic}-${partition}`);
  return passes(errorName(errorCode)) ? error : { refused: error };
}

/** Sends to all leaders at once; what went wrong is returned. */
async function sendToLeaders(
  cluster: Cluster,
  purpose: string,
  batches: readonly EncodedBatch[],
  send: (broker: BrokerConnection, batches: readonly EncodedBatch[]) => Promise<void>,
): Promise<unknown[]> {
  const failures: unknown[] = [];
  const byBroker = new Map<BrokerConnection, EncodedBatch[]>();
  for (const batch of batches) {
    try {
      const broker = await cluster.leader(batch.topic, batch.partition, purpose);
      const ofBroker = byBroker.get(broker) ?? [];
      byBroker.set(broker, ofBroker);
      ofBroker.push(batch);
    } catch (error) {
      failures.push(error);
    }
  }
  await Promise.all(
    [...byBroker].map(([broker, ofBroker]) =>
      send(broker, ofBroker).catch((error: unknown) => failures.push(error)),
    ),
  );
  return failures;
}

function isFor(answer: ProducedBatch): (batch: EncodedBatch) => boolean {
  return ({ topic, partition }) => topic === answer.topic && partition === answer.partition;
}
