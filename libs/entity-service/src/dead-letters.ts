import { deadLetter, partitionName } from '@user-information/event-log';
import type { LogRecord, NewRecord } from '@user-information/event-log';
import type { EntityServiceMetrics } from './entity-service-metrics.ts';
import type { ServiceContext } from './service-context.ts';
import type { Published, Work } from './work.ts';

/** Reports, counts and puts aside what a service cannot use, so that nothing stops or is lost. */
export class DeadLetters {
  readonly #context: Pick<ServiceContext, 'service' | 'log' | 'logger'>;
  readonly #metrics: EntityServiceMetrics;
  readonly #handled = new Map<string, number>();

  constructor(
    context: Pick<ServiceContext, 'service' | 'log' | 'logger'>,
    metrics: EntityServiceMetrics,
  ) {
    this.#context = context;
    this.#metrics = metrics;
  }

  /** The dead letter of a record, for the transaction that moves on past it. */
  letter(record: LogRecord, error: unknown): NewRecord {
    const { logger, service } = this.#context;
    const letter = deadLetter(service, record, error);
    const { topic, partition, offset } = record;
    logger.warn(
      { topic, partition, offset, reason: letter.headers?.['dead-letter-error'] },
      `cannot use a record; it is kept in ${letter.topic}`,
    );
    this.#metrics.deadLetter(topic);
    return letter;
  }

  /**
   * Prepares for `once`. A table is read back at every start, and what could not be used then comes
   * again; so the group's committed offsets say, for such a topic, which records are dead letters
   * already.
   */
  async watch(topic: string): Promise<void> {
    const { log, service } = this.#context;
    const committed = await log.committedOffsets(service, await log.earliestOffsets(topic));
    for (const position of committed) this.#handled.set(partitionName(position), position.offset);
  }

  /** Writes the dead letter of a record of a watched topic, unless an earlier start did. */
  async once(
    record: LogRecord,
    error: unknown,
    submit: (work: Work<never>) => Promise<Published>,
  ): Promise<void> {
    const { topic, partition, offset } = record;
    if (offset < (this.#handled.get(partitionName(record)) ?? 0)) return;
    await submit({
      decide: () => {
        throw error;
      },
      offsets: [{ topic, partition, offset: offset + 1 }],
      deadLetter: () => this.letter(record, error),
    });
  }
}
