import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Logger } from '@user-information/observability';
import { createMetrics } from '@user-information/observability';
import { RestoreProgress } from './restore-progress.ts';
import { StreamsMetrics } from './streams-metrics.ts';

let lines: string[];
let metrics: ReturnType<typeof createMetrics>;
let progress: RestoreProgress;

beforeEach(() => {
  jest.useFakeTimers({ now: 0, doNotFake: ['setImmediate', 'nextTick'] });
  lines = [];
  const logger = {
    info: (line: string) => lines.push(`info ${line}`),
    debug: (line: string) => lines.push(`debug ${line}`),
  };
  metrics = createMetrics({ service: 'test' });
  progress = new RestoreProgress(2, new StreamsMetrics(metrics), logger as unknown as Logger);
});
afterEach(() => {
  jest.useRealTimers();
});

const metric = async (name: string): Promise<number | undefined> =>
  (await metrics.getSingleMetric(name)?.get())?.values[0]?.value;

describe('RestoreProgress', () => {
  it('tells by metrics at every step, and by a line now and then', async () => {
    progress.tell(10_000);
    jest.advanceTimersByTime(2_000);
    progress.tell(6_000);
    expect(await metric('streams_restore_records_left')).toBe(6_000);
    expect(await metric('streams_restore_records_per_second')).toBe(2_000);
    expect(lines).toEqual([]);
    jest.advanceTimersByTime(3_000);
    progress.tell(5_000);
    expect(lines).toEqual(['info restores task 2: 5,000 of 10,000 records left, 1,000 records/s']);
  });

  it('ends with what was done, quietly when that was nothing', () => {
    progress.tell(300);
    jest.advanceTimersByTime(20);
    progress.tell(0);
    progress.done();
    expect(lines).toEqual(['info task 2 is restored: 300 records in 20 ms']);
    const idle = [...lines];
    progress = new RestoreProgress(1, new StreamsMetrics(createMetrics({ service: 'other' })), {
      info: (line: string) => idle.push(line),
      debug: () => undefined,
    } as unknown as Logger);
    progress.tell(0);
    progress.done();
    expect(idle).toEqual(lines);
  });
});
