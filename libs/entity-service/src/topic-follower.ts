import { partitionName } from '@user-information/event-log';
import type { Batch, EventLog, LogRecord, PartitionOffset } from '@user-information/event-log';
import type { Deserializer } from '@user-information/serde';
import type { Change } from './change.ts';
import { decodeRecords } from './decode-record.ts';
import { ServiceClosedError } from './errors.ts';

/** Another service's changelog, taken in from its start and then as it grows. */
export interface FollowedTopic {
  /**
   * Resolves when all that was published before this call is taken in, so that a command sees what
   * any command before it, to whichever service, was answered for.
   */
  catchUp(): Promise<void>;
}

export interface FollowOptions<F> {
  readonly service: string;
  readonly log: EventLog;
  readonly topic: string;
  readonly serde: Deserializer<F>;
  /** What it throws on becomes a dead letter. */
  readonly take: (change: Change<F>) => void;
  readonly onUnusable: (record: LogRecord, error: unknown) => Promise<void>;
  readonly signal: AbortSignal;
}

interface Waiting {
  readonly until: readonly PartitionOffset[];
  readonly answer: PromiseWithResolvers<void>;
}

export class TopicFollower<F> implements FollowedTopic {
  readonly #options: FollowOptions<F>;
  readonly #positions = new Map<string, number>();
  #waiting: Waiting[] = [];
  #isOver = false;

  constructor(options: FollowOptions<F>) {
    this.#options = options;
  }

  async catchUp(): Promise<void> {
    const { log, topic } = this.#options;
    this.#checkGoesOn();
    const until = await log.endOffsets(topic);
    this.#checkGoesOn();
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

  #checkGoesOn(): void {
    if (this.#isOver) throw new ServiceClosedError(this.#options.service);
  }

  async #take({ records, positions }: Batch): Promise<void> {
    const { serde, take, onUnusable } = this.#options;
    for (const { record, decoded, error } of await decodeRecords(records, serde)) {
      if (decoded === undefined) {
        await onUnusable(record, error);
        continue;
      }
      try {
        take(decoded);
      } catch (refusal) {
        await onUnusable(record, refusal);
      }
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
