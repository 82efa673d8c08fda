import type { TopicPartition } from '@user-information/event-log';
import { partitionName } from '@user-information/event-log';
import { BATCH_OVERHEAD_BYTES } from '../records/encode-batch.ts';
import type { AppendAnswer, Appender } from './appender.ts';
import type { IdempotentProducer } from './idempotent-producer.ts';
import type { PreparedCall } from './prepared-call.ts';
import type { PreparedRecord } from './prepared-record.ts';
import { refusedBatch } from './refused-batch.ts';

/** Calls that share a batch. */
interface CallBatch extends TopicPartition {
  readonly calls: readonly { readonly call: PreparedCall; readonly index: number }[];
  readonly records: readonly PreparedRecord[];
}

/**
 * Appends calls that are each one batch of one partition, outside of transactions: calls of one
 * partition share a batch, and those of different partitions go at once. One round trip.
 */
export class PlainAppender implements Appender {
  readonly #producer: IdempotentProducer;
  readonly #maxBatchBytes: number;

  constructor(producer: IdempotentProducer, maxBatchBytes: number) {
    this.#producer = producer;
    this.#maxBatchBytes = maxBatchBytes;
  }

  async append(calls: readonly PreparedCall[]): Promise<readonly AppendAnswer[]> {
    const answers = new Array<AppendAnswer>(calls.length);
    for (const round of callRounds(calls, this.#maxBatchBytes)) {
      await this.#send(round, answers);
    }
    return answers;
  }

  async #send(batches: readonly CallBatch[], answers: AppendAnswer[]): Promise<void> {
    try {
      const outcomes = await this.#producer.send(batches);
      for (const [at, batch] of batches.entries()) {
        const outcome = outcomes[at];
        if (outcome !== undefined && 'baseOffset' in outcome) {
          answerAll(batch, outcome.baseOffset, answers);
        } else if (outcome !== undefined) {
          await this.#refused(batch, refusedBatch(batch, outcome.refused), answers);
        }
      }
    } catch (error) {
      for (const { calls } of batches) {
        for (const { index } of calls) answers[index] ??= { error };
      }
    }
  }

  /** One call's record must not fail the others. */
  async #refused(batch: CallBatch, error: unknown, answers: AppendAnswer[]): Promise<void> {
    const { calls, topic, partition } = batch;
    const [first] = calls;
    if (calls.length === 1 && first !== undefined) {
      answers[first.index] = { error };
      return;
    }
    for (const each of calls) {
      await this.#send([{ topic, partition, calls: [each], records: each.call.records }], answers);
    }
  }
}

function answerAll({ calls }: CallBatch, baseOffset: number, answers: AppendAnswer[]): void {
  let offset = baseOffset;
  for (const { call, index } of calls) {
    const appended = call.records.map(({ topic, partition }) => ({
      topic,
      partition,
      offset: offset++,
    }));
    answers[index] = { appended };
  }
}

/** A broker takes one batch a partition at a time: what does not fit goes in a later round. */
function callRounds(calls: readonly PreparedCall[], maxBatchBytes: number): CallBatch[][] {
  const rounds: OpenCallBatch[][] = [];
  const open = new Map<string, OpenCallBatch>();
  calls.forEach((call, index) => {
    const [first] = call.records;
    if (first === undefined) return;
    const name = partitionName(first);
    const limit = Math.min(first.maxBatchBytes, maxBatchBytes);
    let batch = open.get(name);
    if (batch === undefined || batch.bytes + call.bytes > limit) {
      const { topic, partition } = first;
      const round = batch === undefined ? 0 : batch.round + 1;
      batch = { topic, partition, calls: [], records: [], round, bytes: BATCH_OVERHEAD_BYTES };
      open.set(name, batch);
      (rounds[round] ??= []).push(batch);
    }
    batch.calls.push({ call, index });
    for (const record of call.records) batch.records.push(record);
    batch.bytes += call.bytes;
  });
  return rounds;
}

interface OpenCallBatch extends CallBatch {
  readonly calls: { readonly call: PreparedCall; readonly index: number }[];
  readonly records: PreparedRecord[];
  readonly round: number;
  bytes: number;
}
