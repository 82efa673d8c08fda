import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createMetrics } from '@user-information/observability';
import { FileLock } from '../storage/file-lock.ts';
import { testDirectory } from '../test-directory.ts';

const files = testDirectory();
const topic = 'users';
const eager = { minDirtyRatio: 0, minCompactionLagMs: 0 };
const records = ['1', '2', '3'].map((value) => ({
  topic,
  key: Buffer.from('k'),
  value: Buffer.from(value),
}));

describe('Cleaner', () => {
  it('goes round by itself', async () => {
    const log = await files.open({ ...eager, cleans: true, cleanIntervalMs: 5 });
    await log.createTopics([{ name: topic, kind: 'changelog', partitions: 1 }]);
    await log.append(records);
    let earliest = 0;
    while (earliest < 2) {
      earliest = (await log.earliestOffsets(topic))[0]?.offset ?? 0;
      await new Promise(setImmediate);
    }
    expect(earliest).toBe(2);
  });

  it('lets one process clean at a time', async () => {
    const directory = files.freshDirectory();
    const log = await files.open({ ...eager, directory });
    await log.createTopics([{ name: topic, kind: 'changelog', partitions: 1 }]);
    await log.append(records);
    const elsewhere = FileLock.tryAcquire(join(directory, 'locks', 'cleaner.lock'));
    const cleaning = log.clean();
    await new Promise(setImmediate);
    expect((await log.earliestOffsets(topic))[0]?.offset).toBe(0);
    elsewhere?.release();
    await cleaning;
    expect((await log.earliestOffsets(topic))[0]?.offset).toBe(2);
  });

  it('ends a wait for its turn when the log closes', async () => {
    const directory = files.freshDirectory();
    const log = await files.open({ directory });
    const elsewhere = FileLock.tryAcquire(join(directory, 'locks', 'cleaner.lock'));
    const cleaning = log.clean().catch((error: unknown) => error);
    await log.close();
    expect(await cleaning).toMatchObject({ code: 'CLOSED' });
    elsewhere?.release();
  });

  it('counts what it deleted', async () => {
    const metrics = createMetrics({ service: 'test' });
    const log = await files.open({ ...eager, metrics });
    await log.createTopics([{ name: topic, kind: 'changelog', partitions: 1 }]);
    await log.append(records);
    await log.clean();
    const text = await metrics.metrics();
    expect(text).toContain('event_log_records_appended_total{topic="users",service="test"} 3');
    expect(text).toContain('event_log_records_deleted_total{topic="users",service="test"} 2');
    expect(text).toMatch(/event_log_size_bytes\{service="test"\} [1-9]\d{4,}/);
  });
});
