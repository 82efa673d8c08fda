import { describe, expect, it } from '@jest/globals';
import { createMetrics } from './create-metrics.ts';

describe('createMetrics', () => {
  it('tells of the process, by the name of the service', async () => {
    const text = await createMetrics({ service: 'join-service' }).metrics();
    expect(text).toMatch(/^process_cpu_seconds_total\{service="join-service"\} \d/m);
    expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds\{service="join-service"\} \d/m);
    expect(text).not.toContain('utilization');
  });

  it('measures the process once, for however many registries', async () => {
    const [one, other] = [createMetrics({ service: 'one' }), createMetrics({ service: 'other' })];
    const name = 'process_start_time_seconds';
    expect(one.getSingleMetric(name)).toBe(other.getSingleMetric(name));
    expect(await other.metrics()).toMatch(/^process_start_time_seconds\{service="other"\} \d/m);
  });
});
