import type { Cluster } from '../cluster/cluster.ts';
import { encodeBatch } from '../records/encode-batch.ts';
import type { ProducerId } from '../requests/init-producer-id.ts';
import { initProducerIdRequest } from '../requests/init-producer-id.ts';
import type { BatchOfRecords } from './partition-batch.ts';
import type { Produced } from './produce.ts';
import { produce } from './produce.ts';
import { Sequences } from './sequences.ts';

/** The broker does not know the producer's last batches any more; this one was not taken. */
const forgotten = new Set([
  'INVALID_PRODUCER_EPOCH',
  'OUT_OF_ORDER_SEQUENCE_NUMBER',
  'UNKNOWN_PRODUCER_ID',
]);
const NEVER_MS = 60_000;
const PURPOSE = 'append';

interface Identity extends ProducerId {
  readonly sequences: Sequences;
}

/** Writes batches outside of transactions, each once however often it has to be sent. */
export class IdempotentProducer {
  readonly #cluster: Cluster;
  readonly #codec: number;
  #identity: Identity | undefined;

  constructor(cluster: Cluster, codec: number) {
    this.#cluster = cluster;
    this.#codec = codec;
  }

  /** Sends batches, each for another partition; the caller sends no others meanwhile. */
  async send(batches: readonly BatchOfRecords[]): Promise<readonly Produced[]> {
    const outcomes = await this.#sendOnce(batches);
    const again = batches.filter((_, index) => isForgotten(outcomes[index]));
    if (again.length === 0) {
      return outcomes;
    }
    this.#identity = undefined;
    const second = [...(await this.#sendOnce(again))];
    return outcomes.map((outcome) =>
      isForgotten(outcome) ? (second.shift() ?? outcome) : outcome,
    );
  }

  async #sendOnce(batches: readonly BatchOfRecords[]): Promise<readonly Produced[]> {
    const identity = (this.#identity ??= await this.#begin());
    const { sequences, ...producer } = identity;
    const encoded = await Promise.all(
      batches.map(async ({ topic, partition, records }) => {
        const sequence = sequences.next({ topic, partition });
        const place = { ...producer, sequence, isTransactional: false };
        return { topic, partition, batch: await encodeBatch(records, place, this.#codec) };
      }),
    );
    const options = { cluster: this.#cluster, purpose: PURPOSE, transactionalId: null };
    const outcomes = await produce(options, encoded);
    batches.forEach((batch, index) => {
      if ('baseOffset' in (outcomes[index] as Produced)) {
        sequences.advance(batch, batch.records.length);
      }
    });
    return outcomes;
  }

  async #begin(): Promise<Identity> {
    const producer = await this.#cluster.persist({}, async () =>
      (await this.#cluster.any()).ask(initProducerIdRequest(null, NEVER_MS)),
    );
    return { ...producer, sequences: new Sequences() };
  }
}

function isForgotten(outcome: Produced | undefined): boolean {
  return outcome !== undefined && 'refused' in outcome && forgotten.has(outcome.refused.type);
}
