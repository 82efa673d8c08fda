import { describe, expect, it } from '@jest/globals';
import { createMetrics } from './create-metrics.ts';
import { latencyBucketsSeconds, latencyHistogram } from './latency-histogram.ts';

describe('latencyHistogram', () => {
  it('counts exactly what was slower than an objective', async () => {
    const metrics = createMetrics({ service: 'test' });
    const histogram = latencyHistogram({
      metrics,
      name: 'x_seconds',
      help: 'x',
      labelNames: ['topic'],
    });
    for (const seconds of [0.001, 0.002, 0.0021, 1, 9.9, 10.1]) {
      histogram.observe({ topic: 'users' }, seconds);
    }
    const lines = (await metrics.metrics()).split('\n');
    const upTo = (edge: string) =>
      lines.find((line) => line.startsWith('x_seconds_bucket') && line.includes(`le="${edge}"`));
    expect(upTo('0.002')).toMatch(/ 2$/);
    expect(upTo('1')).toMatch(/ 4$/);
    expect(upTo('10')).toMatch(/ 5$/);
    expect(upTo('+Inf')).toMatch(/ 6$/);
    expect(upTo('10')).toContain('service="test"');
  });

  it('has the objectives among its edges, in order', () => {
    expect(latencyBucketsSeconds).toEqual(expect.arrayContaining([0.002, 0.005, 0.1, 1, 10]));
    expect(latencyBucketsSeconds).toEqual([...latencyBucketsSeconds].sort((a, b) => a - b));
  });
});

describe('createMetrics', () => {
  it.each([
    'process_cpu_seconds_total',
    'process_resident_memory_bytes',
    'nodejs_gc_duration_seconds',
    'nodejs_eventloop_lag_p99_seconds',
  ])('has %s of the process', async (name) => {
    expect(await createMetrics({ service: 'test' }).metrics()).toContain(`# TYPE ${name} `);
  });
});
