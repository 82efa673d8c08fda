import { partitionName } from '@user-information/event-log';
import type { Batch, EventLog, LogRecord, PartitionOffset } from '@user-information/event-log';
import type { Deserializer } from '@user-information/serde';
import type { Remember } from './change.ts';
import { decodeRecords } from './decode-record.ts';
import { ServiceClosedError } from './errors.ts';
import { Table } from './table.ts';
import type { ReadonlyTable } from './table.ts';

/** What another service published, in memory and kept up to date. */
export interface FollowedTable<M> extends ReadonlyTable<M> {
  /**
   * Resolves when the table has all that was published before this call, so that a command sees what
   * any command before it was answered for.
   */
  catchUp(): Promise<void>;
}

export interface FollowOptions<F, M> {
  readonly service: string;
  readonly log: EventLog;
  readonly topic: string;
  readonly serde: Deserializer<F>;
  readonly remember: Remember<F, M>;
  readonly onUnusable: (record: LogRecord, error: unknown) => Promise<void>;
  readonly signal: AbortSignal;
}

interface Waiting {
  readonly until: readonly PartitionOffset[];
  readonly answer: PromiseWithResolvers<void>;
}

/** Reads a changelog from its start, into a table, for as long as the service runs. */
export class TableFollower<F, M> extends Table<M> implements FollowedTable<M> {
  readonly #options: FollowOptions<F, M>;
  readonly #positions = new Map<string, number>();
  #waiting: Waiting[] = [];
  #isOver = false;

  constructor(options: FollowOptions<F, M>) {
    super();
    this.#options = options;
  }

  async catchUp(): Promise<void> {
    const until = await this.#options.log.endOffsets(this.#options.topic);
    if (this.#isOver) throw new ServiceClosedError(this.#options.service);
    const answer = Promise.withResolvers<void>();
    this.#waiting.push({ until, answer });
    this.#answerWaiting();
    return answer.promise;
  }

  /** Reads until the signal aborts; rejects if reading fails. */
  async run(): Promise<void> {
    const { log, topic, service, signal } = this.#options;
    try {
      const from = await log.earliestOffsets(topic);
      this.#moveTo(from);
      for await (const batch of log.read(from, { signal })) await this.#take(batch);
    } finally {
      this.#isOver = true;
      for (const { answer } of this.#waiting) answer.reject(new ServiceClosedError(service));
    }
  }

  async #take({ records, positions }: Batch): Promise<void> {
    const { serde, remember, onUnusable } = this.#options;
    for (const { record, decoded, error } of await decodeRecords(records, serde)) {
      if (decoded === undefined) await onUnusable(record, error);
      else this.set(decoded.key, remember(decoded));
    }
    this.#moveTo(positions);
  }

  #moveTo(positions: readonly PartitionOffset[]): void {
    for (const position of positions) this.#positions.set(partitionName(position), position.offset);
    this.#answerWaiting();
  }

  #answerWaiting(): void {
    const there = this.#waiting.filter(({ until }) => this.#hasReached(until));
    this.#waiting = this.#waiting.filter((waiting) => !there.includes(waiting));
    for (const { answer } of there) answer.resolve();
  }

  #hasReached(until: readonly PartitionOffset[]): boolean {
    return until.every((end) => (this.#positions.get(partitionName(end)) ?? -1) >= end.offset);
  }
}
