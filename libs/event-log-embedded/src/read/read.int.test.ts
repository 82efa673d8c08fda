import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { EventLog, NewRecord } from '@user-information/event-log';
import { fromEarliest } from '@user-information/event-log';
import { testDirectory } from '../test-directory.ts';

const HOUR_MS = 3_600_000;
const KIBIBYTE = 1_024;
const files = testDirectory();

const topic = 'numbers';

function records(partition: number, count: number, bytes = 1): NewRecord[] {
  return Array.from({ length: count }, () => ({
    topic,
    partition,
    key: Buffer.from('k'),
    value: Buffer.alloc(bytes),
  }));
}

async function nextBatch(log: EventLog, maxRecords: number): Promise<Record<number, number>> {
  for await (const batch of log.read(await fromEarliest(log, [topic]), { maxRecords })) {
    const counts: Record<number, number> = {};
    batch.records.forEach(({ partition }) => {
      counts[partition] = (counts[partition] ?? 0) + 1;
    });
    return counts;
  }
  return {};
}

describe('a batch', () => {
  it('has an equal share of each partition, and what shorter ones leave', async () => {
    const log = await files.open();
    await log.createTopics([{ name: topic, kind: 'record-stream', partitions: 3 }]);
    await log.append([...records(0, 10), ...records(1, 500), ...records(2, 500)]);
    expect(await nextBatch(log, 300)).toEqual({ 0: 10, 1: 145, 2: 145 });
  });

  it('comes from another partition the next time when there is room for one only', async () => {
    const log = await files.open();
    await log.createTopics([{ name: topic, kind: 'record-stream', partitions: 3 }]);
    await log.append([...records(0, 5), ...records(1, 5), ...records(2, 5)]);
    const seen: number[] = [];
    for await (const batch of log.read(await fromEarliest(log, [topic]), { maxRecords: 1 })) {
      seen.push(...batch.records.map(({ partition }) => partition));
      if (seen.length === 6) {
        break;
      }
    }
    expect(seen).toEqual([0, 1, 2, 0, 1, 2]);
  });

  it('is bounded in bytes, but brings a record that is larger than the bound', async () => {
    const log = await files.open({ maxBatchBytes: 64 * KIBIBYTE });
    await log.createTopics([{ name: topic, kind: 'record-stream', partitions: 1 }]);
    await log.append([...records(0, 1, 100 * KIBIBYTE), ...records(0, 400, KIBIBYTE)]);
    const sizes: number[] = [];
    let seen = 0;
    for await (const batch of log.read(await fromEarliest(log, [topic]))) {
      sizes.push(batch.records.reduce((sum, { value }) => sum + (value?.length ?? 0), 0));
      seen += batch.records.length;
      if (seen === 401) {
        break;
      }
    }
    expect(sizes.length).toBeGreaterThanOrEqual(4);
    // Slices double, so the last one of a batch can bring as much again.
    expect(Math.max(...sizes)).toBeLessThanOrEqual((100 + 2 * 64) * KIBIBYTE);
  });
});

describe('a reader that waits', () => {
  it('is woken by another process without looking for itself', async () => {
    const directory = files.freshDirectory();
    const reader = await files.open({ directory, pollIntervalMs: HOUR_MS });
    const writer = await files.open({ directory });
    await reader.createTopics([{ name: topic, kind: 'record-stream', partitions: 1 }]);
    const reading = nextBatch(reader, 10);
    await writer.append(records(0, 1));
    expect(await reading).toEqual({ 0: 1 });
  });

  it('looks for itself when no notice comes', async () => {
    const directory = files.freshDirectory();
    const reader = await files.open({ directory, pollIntervalMs: 5 });
    const writer = await files.open({ directory });
    await reader.createTopics([{ name: topic, kind: 'record-stream', partitions: 1 }]);
    rmSync(join(directory, 'wake'), { recursive: true });
    const reading = nextBatch(reader, 10);
    await writer.append(records(0, 1));
    expect(await reading).toEqual({ 0: 1 });
  });
});
