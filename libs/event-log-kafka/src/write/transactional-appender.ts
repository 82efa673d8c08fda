import { randomUUID } from 'node:crypto';
import { FencedError } from '@user-information/event-log';
import type { SessionOptions } from '../transactors/transaction-session.ts';
import { TransactionSession } from '../transactors/transaction-session.ts';
import type { AppendAnswer, Appender } from './appender.ts';
import { appendedRecords, batchRounds } from './partition-batch.ts';
import type { PreparedCall } from './prepared-call.ts';

/**
 * Readers stop at a transaction that a dead process left open, until it is this old; nobody comes that
 * would end it earlier, since the transactional id is this client's own.
 */
const TRANSACTION_TIMEOUT_MS = 10_000;

export interface TransactionalAppenderOptions extends Pick<SessionOptions, 'cluster' | 'codec'> {
  /** What the transactional id begins with, so that rights to it can be given. */
  readonly idPrefix: string;
  readonly maxBatchBytes: number;
}

/** Appends calls in transactions: those that come together share one. */
export class TransactionalAppender implements Appender {
  readonly #options: TransactionalAppenderOptions;
  readonly #transactionalId: string;
  #session: TransactionSession | undefined;

  constructor(options: TransactionalAppenderOptions) {
    this.#options = options;
    this.#transactionalId = `${options.idPrefix}-append-${randomUUID()}`;
  }

  async append(calls: readonly PreparedCall[]): Promise<readonly AppendAnswer[]> {
    try {
      return await this.#appendTogether(calls);
    } catch (error) {
      if (calls.length === 1) {
        return [{ error }];
      }
    }
    // One call's record must not fail the others.
    const answers: AppendAnswer[] = [];
    for (const call of calls) answers.push(...(await this.append([call])));
    return answers;
  }

  async #appendTogether(calls: readonly PreparedCall[]): Promise<readonly AppendAnswer[]> {
    const records = calls.flatMap((call) => call.records);
    const rounds = batchRounds(records, this.#options.maxBatchBytes);
    const batches = await this.#commit(rounds);
    const appended = appendedRecords(batches, records.length);
    let first = 0;
    return calls.map((call) => {
      const start = first;
      first += call.records.length;
      return { appended: appended.slice(start, first) };
    });
  }

  async #commit(rounds: ReturnType<typeof batchRounds>) {
    for (;;) {
      const session = (this.#session ??= await this.#open());
      try {
        return await session.commit({ rounds, offsets: [] });
      } catch (error) {
        // Nobody else knows the id: the transaction took too long, and nothing of it counts.
        if (!(error instanceof FencedError)) throw error;
        this.#session = undefined;
        session.close();
      }
    }
  }

  #open(): Promise<TransactionSession> {
    return TransactionSession.open({
      ...this.#options,
      transactionalId: this.#transactionalId,
      transactionTimeoutMs: TRANSACTION_TIMEOUT_MS,
    });
  }
}
