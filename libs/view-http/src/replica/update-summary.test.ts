import { describe, expect, it } from '@jest/globals';
import { UpdateSummaries } from './update-summary.ts';

describe('UpdateSummaries', () => {
  it('has no latency of nothing', () => {
    expect(new UpdateSummaries().take()).toEqual({ appliedCount: 0, updateLatencyP95Ms: null });
  });

  it('tells what happened since it was last asked', () => {
    const summaries = new UpdateSummaries();
    summaries.countApplied(100);
    for (let latencyMs = 1; latencyMs <= 100; latencyMs += 1) summaries.observeLatency(latencyMs);
    expect(summaries.take()).toEqual({ appliedCount: 100, updateLatencyP95Ms: 95 });
    summaries.countApplied(1);
    summaries.observeLatency(0);
    expect(summaries.take()).toEqual({ appliedCount: 1, updateLatencyP95Ms: 1 });
  });
});
