import { describe, expect, it } from '@jest/globals';
import { BATCH_OVERHEAD_BYTES } from '../records/encode-batch.ts';
import { appendedRecords, batchRounds } from './partition-batch.ts';
import type { PreparedRecord } from './prepared-record.ts';

const RECORD_BYTES = 100;
const MAX_BYTES = BATCH_OVERHEAD_BYTES + 2 * RECORD_BYTES;

function record(topic: string, partition: number, maxBatchBytes = 1_000_000): PreparedRecord {
  const bytes = RECORD_BYTES;
  return {
    topic,
    partition,
    bytes,
    maxBatchBytes,
    key: null,
    value: null,
    timestampMs: 0,
    headers: [],
  };
}

const shape = (rounds: ReturnType<typeof batchRounds>): string[][] =>
  rounds.map((round) =>
    round.map(({ topic, partition, indexes }) => `${topic}${partition}:${indexes.join()}`),
  );

describe('batchRounds', () => {
  it('has one batch a partition, in the order of its records', () => {
    const records = [record('a', 0), record('a', 1), record('b', 0), record('a', 0)];
    expect(shape(batchRounds(records, 1_000))).toEqual([['a0:0,3', 'a1:1', 'b0:2']]);
  });

  it('puts into later rounds what does not fit', () => {
    const records = [...Array.from({ length: 5 }, () => record('a', 0)), record('b', 0)];
    expect(shape(batchRounds(records, MAX_BYTES))).toEqual([
      ['a0:0,1', 'b0:5'],
      ['a0:2,3'],
      ['a0:4'],
    ]);
  });

  it('keeps to what the topic takes', () => {
    const records = [
      record('a', 0, MAX_BYTES),
      record('a', 0, MAX_BYTES),
      record('a', 0, MAX_BYTES),
    ];
    expect(shape(batchRounds(records, 1_000_000))).toEqual([['a0:0,1'], ['a0:2']]);
  });

  it('has none for no records', () => {
    expect(batchRounds([], 1_000)).toEqual([]);
  });
});

describe('appendedRecords', () => {
  it('tells in the order of the records where each landed', () => {
    const records = [record('a', 0), record('a', 1), record('a', 0)];
    const [[first, second]] = batchRounds(records, 1_000) as [ReturnType<typeof batchRounds>[0]];
    const appended = [
      { batch: second!, baseOffset: 70 },
      { batch: first!, baseOffset: 5 },
    ];
    expect(appendedRecords(appended, 3)).toEqual([
      { topic: 'a', partition: 0, offset: 5 },
      { topic: 'a', partition: 1, offset: 70 },
      { topic: 'a', partition: 0, offset: 6 },
    ]);
  });
});
