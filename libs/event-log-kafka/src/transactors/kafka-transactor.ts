import type { AppendedRecord, Transaction, Transactor } from '@user-information/event-log';
import { checkName, checkOffset, EventLogError, LogClosedError } from '@user-information/event-log';
import type { Cluster } from '../cluster/cluster.ts';
import type { LogMetrics } from '../log-metrics.ts';
import type { TopicCatalog } from '../topics/topic-catalog.ts';
import { checkPartition } from '../topics/topic.ts';
import { appendedRecords, batchRounds } from '../write/partition-batch.ts';
import type { RecordPreparer } from '../write/record-preparer.ts';
import { TransactionSession } from './transaction-session.ts';

/** What the transactors of one log share. */
export interface TransactorContext {
  readonly cluster: Cluster;
  readonly catalog: TopicCatalog;
  readonly preparer: RecordPreparer;
  readonly metrics: LogMetrics;
  readonly codec: number;
  readonly maxBatchBytes: number;
  readonly transactionTimeoutMs: number;
  /** Transactions under way, which the log waits for when it closes. */
  readonly underWay: Set<Promise<unknown>>;
}

/** Its transactions take turns, in the order in which they were asked for. */
export class KafkaTransactor implements Transactor {
  readonly #context: TransactorContext;
  readonly #id: string;
  readonly #session: TransactionSession;
  #last: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  private constructor(context: TransactorContext, id: string, session: TransactionSession) {
    this.#context = context;
    this.#id = id;
    this.#session = session;
  }

  static async open(context: TransactorContext, transactionalId: string): Promise<Transactor> {
    checkName('transactional id', transactionalId);
    const session = await TransactionSession.open({ ...context, transactionalId });
    return new KafkaTransactor(context, transactionalId, session);
  }

  async commit(transaction: Transaction): Promise<readonly AppendedRecord[]> {
    this.#checkOpen();
    checkTransaction(transaction);
    const nowMs = Date.now();
    const before = this.#last;
    const { underWay, metrics } = this.#context;
    const committing = (async () => {
      await before.catch(() => undefined);
      const stop = metrics.transactionSeconds.startTimer();
      const appended = await this.#commit(transaction, nowMs);
      stop();
      return appended;
    })();
    this.#last = committing;
    underWay.add(committing);
    return committing.finally(() => underWay.delete(committing));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#last.catch(() => undefined);
    this.#session.close();
  }

  async #commit(
    { records, group, offsets = [] }: Transaction,
    nowMs: number,
  ): Promise<readonly AppendedRecord[]> {
    const { preparer, maxBatchBytes, metrics } = this.#context;
    const prepared = await preparer.prepare(records, nowMs);
    await this.#checkPartitions(offsets);
    if (prepared.length === 0 && offsets.length === 0) {
      return [];
    }
    const work = {
      rounds: batchRounds(prepared, maxBatchBytes),
      group: offsets.length > 0 ? group : undefined,
      offsets,
    };
    const batches = await this.#session.commit(work);
    for (const { batch } of batches) {
      metrics.recordsAppended.inc({ topic: batch.topic }, batch.records.length);
    }
    return appendedRecords(batches, prepared.length);
  }

  async #checkPartitions(offsets: NonNullable<Transaction['offsets']>): Promise<void> {
    for (const { topic, partition, offset } of offsets) {
      checkOffset(offset);
      checkPartition(await this.#context.catalog.get(topic), partition);
    }
  }

  #checkOpen(): void {
    if (this.#context.cluster.closing.aborted) {
      throw new LogClosedError();
    }
    if (this.#isClosed) {
      throw new EventLogError('CLOSED', `The transactor "${this.#id}" is closed; open it again.`);
    }
  }
}

function checkTransaction({ group, offsets = [] }: Transaction): void {
  if (group !== undefined) {
    checkName('group', group);
  } else if (offsets.length > 0) {
    throw new EventLogError('INVALID_ARGUMENT', 'Offsets are committed for a group: name it.');
  }
}
