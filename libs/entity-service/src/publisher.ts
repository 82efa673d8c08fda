import type { Transactor } from '@user-information/event-log';
import { SendSpan } from '@user-information/observability';
import type { Tracer } from '@user-information/observability';
import type { EntityServiceMetrics } from './entity-service-metrics.ts';
import { ServiceClosedError } from './errors.ts';
import { StagedTransaction } from './staged-transaction.ts';
import type { OwnedChangelog } from './staged-transaction.ts';
import { recordCount } from './work.ts';
import type { Outcome, Published, Work } from './work.ts';

/** Works that one transaction takes at most: a whole batch of consumed records, and some commands. */
const maxWorks = 1_000;

export interface PublisherOptions<V> {
  readonly service: string;
  readonly changelog: OwnedChangelog<V>;
  readonly transactor: Transactor;
  readonly metrics: EntityServiceMetrics;
  readonly tracer?: Tracer | undefined;
  /** Called once, when a transaction failed: the publisher refuses all from then on. */
  readonly onFailure: (error: unknown) => void;
}

interface Waiting<V> {
  readonly work: Work<V>;
  readonly answer: PromiseWithResolvers<Published>;
  /** From when it was submitted until it is durable, if whoever did is traced. */
  readonly span: SendSpan | undefined;
}

/**
 * The one place where a service decides and publishes. Works take turns: none sees the state between
 * another's decision and its record. Those that wait together share a transaction, each decided on
 * the state that the ones before it leave. Answers, refusals too, are given once it is durable.
 */
export class Publisher<V> {
  readonly #options: PublisherOptions<V>;
  readonly #waiting: Waiting<V>[] = [];
  #running: Promise<void> | undefined;
  #end: { readonly error: unknown } | undefined;

  constructor(options: PublisherOptions<V>) {
    this.#options = options;
  }

  /** Rejects with what `decide` threw, or with the log's error when it can't go on. */
  submit(work: Work<V>): Promise<Published> {
    const { changelog, tracer } = this.#options;
    const answer = Promise.withResolvers<Published>();
    if (this.#end === undefined) {
      const span = tracer && SendSpan.start(tracer, changelog.topic);
      this.#waiting.push({ work, answer, span });
      this.#running ??= this.#run();
    } else {
      answer.reject(this.#end.error);
    }
    return answer.promise;
  }

  /** Takes no more works, and resolves when those that wait are done. */
  async close(): Promise<void> {
    this.#end ??= { error: new ServiceClosedError(this.#options.service) };
    await this.#running;
    await this.#options.transactor.close();
  }

  async #run(): Promise<void> {
    // Works submitted at the same time are all there after this.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      await this.#transact(this.#waiting.splice(0, maxWorks));
    }
    this.#running = undefined;
  }

  async #transact(turn: readonly Waiting<V>[]): Promise<void> {
    const { service, changelog, transactor, metrics } = this.#options;
    const transaction = new StagedTransaction(changelog);
    const { records } = transaction;
    let outcomes: readonly Outcome[] = [];
    let published: Published = [];
    try {
      outcomes = turn.map(({ work, span }) => transaction.add(work, span?.headers));
      const { offsets } = transaction;
      if (records.length > 0 || offsets.length > 0) {
        const stop = metrics.startTransaction();
        published = await transactor.commit({ records, group: service, offsets });
        stop();
      }
    } catch (error) {
      transaction.undo();
      this.#fail(error, turn);
      return;
    }
    metrics.published(records);
    this.#answer(turn, outcomes, published);
  }

  #answer(turn: readonly Waiting<V>[], outcomes: readonly Outcome[], published: Published): void {
    let next = 0;
    turn.forEach(({ answer, span }, index) => {
      const outcome = outcomes[index] as Outcome;
      const first = next;
      next += recordCount(outcome);
      const records = published.slice(first, next);
      if (outcome.kind === 'decided' && records.length > 0) span?.sent(records);
      if (outcome.kind === 'refused') answer.reject(outcome.error);
      else answer.resolve(records);
    });
  }

  #fail(error: unknown, turn: readonly Waiting<V>[]): void {
    this.#end = { error };
    for (const { answer } of [...turn, ...this.#waiting.splice(0)]) answer.reject(error);
    this.#options.onFailure(error);
  }
}
