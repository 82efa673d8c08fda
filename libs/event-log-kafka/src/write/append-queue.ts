import type { AppendedRecord, NewRecord } from '@user-information/event-log';
import { LogClosedError } from '@user-information/event-log';
import type { LogMetrics } from '../log-metrics.ts';
import type { Appender } from './appender.ts';
import type { PreparedCall } from './prepared-call.ts';
import { prepareCall } from './prepared-call.ts';
import type { RecordPreparer } from './record-preparer.ts';

export interface AppendQueueOptions {
  readonly preparer: RecordPreparer;
  readonly metrics: LogMetrics;
  /** For calls whose records each go to one partition, in one batch. */
  readonly plain: Appender;
  /** For calls whose records must become readable together. */
  readonly transactional: Appender;
  readonly maxBatchBytes: number;
  /** At most so many bytes, roughly, are under way at a time; what is more waits for its turn. */
  readonly maxBytesUnderWay: number;
}

interface WaitingCall {
  readonly records: readonly NewRecord[];
  readonly nowMs: number;
  readonly answer: PromiseWithResolvers<readonly AppendedRecord[]>;
}

/**
 * Appends take turns, so that records keep the order of the calls; those that wait together go
 * together.
 */
export class AppendQueue {
  readonly #options: AppendQueueOptions;
  readonly #waiting: WaitingCall[] = [];
  readonly #prepared: { readonly call: PreparedCall; readonly waiting: WaitingCall }[] = [];
  #running: Promise<void> | undefined;
  #isClosed = false;

  constructor(options: AppendQueueOptions) {
    this.#options = options;
  }

  append(records: readonly NewRecord[]): Promise<readonly AppendedRecord[]> {
    if (this.#isClosed) {
      return Promise.reject(new LogClosedError());
    }
    const stop = this.#options.metrics.writeSeconds.startTimer();
    const answer = Promise.withResolvers<readonly AppendedRecord[]>();
    this.#waiting.push({ records, nowMs: Date.now(), answer });
    this.#running ??= this.#run();
    return answer.promise.finally(stop);
  }

  /** Takes no more calls, and resolves when those that wait are answered. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    // Calls that are made at the same time are all there after this.
    await Promise.resolve();
    while (this.#waiting.length > 0 || this.#prepared.length > 0) {
      await this.#prepare();
      await this.#takeTurn();
    }
    this.#running = undefined;
  }

  /** Prepares what fits into a turn. */
  async #prepare(): Promise<void> {
    const { preparer, maxBatchBytes, maxBytesUnderWay } = this.#options;
    let bytes = this.#prepared.reduce((sum, { call }) => sum + call.bytes, 0);
    while (bytes < maxBytesUnderWay) {
      const waiting = this.#waiting.shift();
      if (waiting === undefined) {
        return;
      }
      try {
        const records = await preparer.prepare(waiting.records, waiting.nowMs);
        const call = prepareCall(records, maxBatchBytes);
        this.#prepared.push({ call, waiting });
        bytes += call.bytes;
      } catch (error) {
        waiting.answer.reject(error);
      }
    }
  }

  /** Sends the calls that come first and are of one sort. */
  async #takeTurn(): Promise<void> {
    const isPlain = this.#prepared[0]?.call.isPlain === true;
    const next = this.#prepared.findIndex(({ call }) => call.isPlain !== isPlain);
    const turn = this.#prepared.splice(0, next === -1 ? this.#prepared.length : next);
    if (turn.length === 0) {
      return;
    }
    const { plain, transactional, metrics } = this.#options;
    const answers = await (isPlain ? plain : transactional).append(turn.map(({ call }) => call));
    turn.forEach(({ call, waiting }, index) => {
      const answer = answers[index];
      if (answer?.appended === undefined) {
        waiting.answer.reject(answer?.error);
        return;
      }
      call.topics.forEach((records, topic) => metrics.recordsAppended.inc({ topic }, records));
      waiting.answer.resolve(answer.appended);
    });
  }
}
