import { describe, expect, it } from '@jest/globals';
import type { Batch } from './batch.ts';
import type { EventLog } from './event-log.ts';
import { readUntil } from './read-until.ts';
import type { PartitionOffset } from './topic-partition.ts';

const at = (partition: number, offset: number): PartitionOffset => ({
  topic: 'users',
  partition,
  offset,
});

/** A log that brings these positions, a batch each, and then would wait for ever. */
function logOf(...batches: PartitionOffset[][]): EventLog {
  async function* read(): AsyncGenerator<Batch> {
    for (const positions of batches) {
      yield { records: [], positions };
    }
    await new Promise(() => undefined);
  }
  return { read } as unknown as EventLog;
}

async function positionsRead(
  log: EventLog,
  from: PartitionOffset[],
  until: PartitionOffset[],
): Promise<(readonly PartitionOffset[])[]> {
  const read: (readonly PartitionOffset[])[] = [];
  for await (const { positions } of readUntil(log, from, until)) {
    read.push(positions);
  }
  return read;
}

describe('readUntil', () => {
  it('ends when all partitions are there', async () => {
    const batches = [[at(0, 3)], [at(0, 5), at(1, 1)], [at(1, 2)]];
    const log = logOf(...batches, [at(0, 6)]);
    expect(await positionsRead(log, [at(0, 0), at(1, 0)], [at(0, 5), at(1, 2)])).toEqual(batches);
  });

  it('ends when the last batch goes beyond', async () => {
    expect(await positionsRead(logOf([at(0, 9)]), [at(0, 0)], [at(0, 5)])).toEqual([[at(0, 9)]]);
  });

  it('does not read when there is nothing to reach', async () => {
    expect(await positionsRead(logOf([at(0, 9)]), [at(0, 5)], [at(0, 5)])).toEqual([]);
    expect(await positionsRead(logOf([at(0, 9)]), [], [])).toEqual([]);
  });

  it('does not wait for a partition without a target', async () => {
    const log = logOf([at(1, 2)]);
    expect(await positionsRead(log, [at(0, 0), at(1, 0)], [at(1, 2)])).toEqual([[at(1, 2)]]);
  });
});
