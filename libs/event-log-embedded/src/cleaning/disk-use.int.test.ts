import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { NewRecord } from '@user-information/event-log';
import { testDirectory } from '../test-directory.ts';

const MEBIBYTE = 1_048_576;
const KEYS = 1_000;
const VALUE_BYTES = 200;
const files = testDirectory();

function bytesIn(directory: string): number {
  const sizeOf = (name: string): number =>
    statSync(join(directory, name), { throwIfNoEntry: false })?.size ?? 0;
  return sizeOf('log.db') + sizeOf('log.db-wal');
}

function updates(topic: string, round: number): NewRecord[] {
  return Array.from({ length: KEYS }, (_, key) => ({
    topic,
    key: Buffer.from(`${key}`),
    value: Buffer.alloc(VALUE_BYTES, `${round}`),
  }));
}

describe('what the log takes on disk', () => {
  it('stays bounded under updates that never end', async () => {
    const directory = files.freshDirectory();
    const log = await files.open({ directory, minCompactionLagMs: 0 });
    await log.createTopics([
      { name: 'table', kind: 'changelog', partitions: 3 },
      { name: 'work', kind: 'repartition', partitions: 3 },
      { name: 'stream', kind: 'record-stream', partitions: 3, retentionMs: 1 },
    ]);
    const sizes: number[] = [];
    for (let round = 0; round < 48; round += 1) {
      await log.append(['table', 'work', 'stream'].flatMap((topic) => updates(topic, round)));
      await log.truncate(await log.endOffsets('work'));
      if (round % 4 === 3) {
        await log.clean();
        sizes.push(bytesIn(directory));
      }
    }
    // All of it would be 48 rounds of 3 topics: some 30 MiB. One round of the table lives.
    const settled = Math.max(...sizes.slice(0, 6));
    expect(Math.max(...sizes.slice(6))).toBeLessThanOrEqual(settled * 1.25);
    expect(settled).toBeLessThan(10 * MEBIBYTE);
  });

  it('shrinks after a peak', async () => {
    const directory = files.freshDirectory();
    const log = await files.open({ directory });
    await log.createTopics([{ name: 'work', kind: 'repartition', partitions: 3 }]);
    for (let round = 0; round < 60; round += 1) {
      await log.append(updates('work', round));
    }
    await log.clean();
    const peak = statSync(join(directory, 'log.db')).size;
    await log.truncate(await log.endOffsets('work'));
    await log.clean();
    await log.close();
    expect(peak).toBeGreaterThan(10 * MEBIBYTE);
    expect(bytesIn(directory)).toBeLessThan(5 * MEBIBYTE);
  });
});
