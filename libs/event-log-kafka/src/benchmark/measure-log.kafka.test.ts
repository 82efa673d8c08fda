import { describe, expect, it } from '@jest/globals';
import { testBrokers } from '../test-log.ts';
import { measureLog } from './measure-log.ts';

describe('measureLog', () => {
  it('measures', async () => {
    const figures = await measureLog({ brokers: testBrokers(), clientId: 'test' }, 20);
    expect([...figures.appended.keys()]).toEqual([1, 50, 500]);
    expect([...figures.commitMs.keys()]).toEqual([1, 100, 2_000]);
    for (const { perSecond, cpuMicrosARecord } of [figures.read, ...figures.appended.values()]) {
      expect(Math.min(perSecond, cpuMicrosARecord)).toBeGreaterThan(0);
    }
    for (const [p50, p95, p99] of [
      figures.appendMs,
      figures.wakeMs,
      ...figures.commitMs.values(),
    ]) {
      expect(p50).toBeGreaterThan(0);
      expect([p50, p95, p99]).toEqual([p50, p95, p99].sort((left, right) => left - right));
    }
  });
});
