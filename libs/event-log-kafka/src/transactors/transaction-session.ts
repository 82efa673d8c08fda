import { randomUUID } from 'node:crypto';
import type { PartitionOffset, TopicPartition } from '@user-information/event-log';
import { EventLogError, FencedError } from '@user-information/event-log';
import type { Cluster } from '../cluster/cluster.ts';
import type { BrokerConnection } from '../connection/broker-connection.ts';
import type { KafkaRequest } from '../kafkajs/internals.ts';
import { encodeBatch } from '../records/encode-batch.ts';
import { initProducerIdRequest } from '../requests/init-producer-id.ts';
import { errorType } from '../requests/kafka-error.ts';
import type { EncodedBatch } from '../requests/produce.ts';
import type { TransactionOwner } from '../requests/transaction.ts';
import {
  addOffsetsRequest,
  addPartitionsRequest,
  endTransactionRequest,
  transactionOffsetsRequest,
} from '../requests/transaction.ts';
import type { AppendedBatch, PartitionBatch } from '../write/partition-batch.ts';
import { produce } from '../write/produce.ts';
import { refusedBatch } from '../write/refused-batch.ts';
import { Sequences } from '../write/sequences.ts';

/**
 * The transactional id has another owner, or its transaction was ended by the coordinator for taking
 * too long, or the broker lost what it knew of the producer. None of the transaction counts.
 */
const fencing = new Set([
  'INVALID_PRODUCER_EPOCH',
  'INVALID_PRODUCER_ID_MAPPING',
  'INVALID_TXN_STATE',
  'OUT_OF_ORDER_SEQUENCE_NUMBER',
  'PRODUCER_FENCED',
  'TRANSACTION_ABORTABLE',
  'UNKNOWN_PRODUCER_ID',
]);

/** The coordinator is still ending the last transaction: it does so within milliseconds. */
const PAUSES = { firstMs: 1, longestMs: 20 };

export interface SessionOptions {
  readonly cluster: Cluster;
  readonly transactionalId: string;
  /** After so long the coordinator aborts a transaction, and fences its owner. */
  readonly transactionTimeoutMs: number;
  readonly codec: number;
}

/** What one transaction does. */
export interface TransactionWork {
  /** See `batchRounds`. */
  readonly rounds: readonly (readonly PartitionBatch[])[];
  readonly group?: string | undefined;
  readonly offsets: readonly PartitionOffset[];
}

/**
 * The owner of a transactional id, one transaction at a time. Each step is repeated until its outcome
 * is known, for as long as it takes: all of them may be. The steps to one broker share a connection of
 * their own, which answers them in order: a broker that is asked twice at once for one transaction puts
 * the first off.
 */
export class TransactionSession {
  readonly #options: SessionOptions;
  readonly #purpose = `transaction ${randomUUID()}`;
  readonly #sequences = new Sequences();
  readonly #owner: TransactionOwner;

  private constructor(options: SessionOptions, owner: TransactionOwner) {
    this.#options = options;
    this.#owner = owner;
  }

  /** Becomes the owner: fences the one before, whose transaction is either committed or not by then. */
  static async open(options: SessionOptions): Promise<TransactionSession> {
    const { cluster, transactionalId, transactionTimeoutMs } = options;
    const request = initProducerIdRequest(transactionalId, transactionTimeoutMs);
    try {
      const producer = await cluster.persist({ transactionalId }, async () =>
        (await cluster.coordinator('transaction', transactionalId)).ask(request),
      );
      return new TransactionSession(options, { transactionalId, ...producer });
    } catch (error) {
      throw openingError(error, options);
    }
  }

  /**
   * Fails with what was refused, or with `FencedError`; nothing of the transaction counts then, unless
   * the coordinator's answer to its end was lost and a successor came before it was asked again.
   */
  async commit(work: TransactionWork): Promise<readonly AppendedBatch[]> {
    const [first = [], ...more] = work.rounds;
    const appended: AppendedBatch[] = [];
    try {
      const [encoded] = await Promise.all([this.#encode(first), this.#begin(work)]);
      const sending = more.reduce(
        (before, round) =>
          before.then(async () => this.#produce(round, await this.#encode(round), appended)),
        this.#produce(first, encoded, appended),
      );
      await allOrFirstError([this.#sendOffsets(work), sending]);
    } catch (error) {
      throw await this.#abort(error);
    }
    await this.#end(true);
    return appended;
  }

  close(): void {
    this.#options.cluster.release(this.#purpose);
  }

  async #begin({ rounds, group }: TransactionWork): Promise<void> {
    // The first round has them all.
    const partitions: readonly TopicPartition[] = rounds[0] ?? [];
    const steps: Promise<void>[] = [];
    if (partitions.length > 0) {
      steps.push(this.#addPartitions(partitions));
    }
    if (group !== undefined) {
      steps.push(this.#askCoordinator(addOffsetsRequest(this.#owner, group), group));
    }
    await allOrFirstError(steps);
  }

  #addPartitions(partitions: readonly TopicPartition[]): Promise<void> {
    const { cluster, transactionalId } = this.#options;
    const request = addPartitionsRequest(this.#owner, partitions);
    return this.#persist({ transactionalId }, request, async () => {
      // The coordinator does not tell a topic that was deleted from one that it will know in a moment.
      for (const { topic, partition } of partitions) {
        if (cluster.metadata.knownLeader(topic, partition) === undefined) {
          await cluster.metadata.leaders(topic);
        }
      }
      return cluster.coordinator('transaction', transactionalId, this.#purpose);
    });
  }

  #encode(round: readonly PartitionBatch[]): Promise<EncodedBatch[]> {
    const { producerId, producerEpoch } = this.#owner;
    return Promise.all(
      round.map(async ({ topic, partition, records }) => {
        const sequence = this.#sequences.next({ topic, partition });
        const place = { producerId, producerEpoch, sequence, isTransactional: true };
        const batch = await encodeBatch(records, place, this.#options.codec);
        return { topic, partition, batch };
      }),
    );
  }

  async #produce(
    round: readonly PartitionBatch[],
    encoded: readonly EncodedBatch[],
    appended: AppendedBatch[],
  ): Promise<void> {
    const { cluster, transactionalId } = this.#options;
    const outcomes = await produce({ cluster, purpose: this.#purpose, transactionalId }, encoded);
    let refused: unknown;
    round.forEach((batch, index) => {
      const outcome = outcomes[index];
      if (outcome !== undefined && 'baseOffset' in outcome) {
        this.#sequences.advance(batch, batch.records.length);
        appended.push({ batch, baseOffset: outcome.baseOffset });
      } else if (outcome !== undefined) {
        const { refused: error } = outcome;
        refused ??= fencing.has(error.type) ? error : refusedBatch(batch, error);
      }
    });
    if (refused !== undefined) {
      throw refused as Error;
    }
  }

  async #sendOffsets({ group, offsets }: TransactionWork): Promise<void> {
    if (group !== undefined) {
      const request = transactionOffsetsRequest(this.#owner, group, offsets);
      const { cluster, transactionalId } = this.#options;
      await this.#persist({ transactionalId, group }, request, () =>
        cluster.coordinator('group', group, this.#purpose),
      );
    }
  }

  #end(isCommitted: boolean): Promise<void> {
    return this.#askCoordinator(endTransactionRequest(this.#owner, isCommitted));
  }

  /** Returns the error to fail with. */
  async #abort(error: unknown): Promise<unknown> {
    if (error instanceof FencedError) {
      return error;
    }
    if (fencing.has(errorType(error))) {
      return new FencedError(this.#owner.transactionalId);
    }
    if (!this.#options.cluster.closing.aborted) {
      await this.#end(false).catch((abortError: unknown) => {
        // Nothing had begun, or it is over anyway.
        if (!(abortError instanceof FencedError)) throw abortError;
      });
    }
    return error;
  }

  #askCoordinator(request: KafkaRequest<void>, group?: string): Promise<void> {
    const { cluster, transactionalId } = this.#options;
    const about = group === undefined ? { transactionalId } : { transactionalId, group };
    return this.#persist(about, request, () =>
      cluster.coordinator('transaction', transactionalId, this.#purpose),
    );
  }

  #persist(
    about: { readonly transactionalId: string; readonly group?: string },
    request: KafkaRequest<void>,
    find: () => Promise<BrokerConnection>,
  ): Promise<void> {
    const { cluster, transactionalId } = this.#options;
    const attempt = async (): Promise<void> => {
      try {
        await (await find()).ask(request);
      } catch (error) {
        throw fencing.has(errorType(error)) ? new FencedError(transactionalId) : error;
      }
    };
    return cluster.persist(about, attempt, PAUSES);
  }
}

/** Waits for all, so that nothing goes on behind the back of what comes after. */
async function allOrFirstError(steps: readonly Promise<void>[]): Promise<void> {
  for (const outcome of await Promise.allSettled(steps)) {
    if (outcome.status === 'rejected') throw outcome.reason;
  }
}

function openingError(error: unknown, options: SessionOptions): unknown {
  const cause = error instanceof EventLogError ? error.cause : error;
  return errorType(cause) === 'INVALID_TRANSACTION_TIMEOUT'
    ? new EventLogError(
        'INVALID_ARGUMENT',
        `The broker refuses a transaction timeout of ${options.transactionTimeoutMs} ms: ` +
          'lower it, or raise transaction.max.timeout.ms of the broker.',
        { cause },
      )
    : error;
}
