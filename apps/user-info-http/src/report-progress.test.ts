import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { progressLine, reportProgress } from './report-progress.ts';

describe('progressLine', () => {
  it('tells rows, updates a second, and how late they are', () => {
    const summary = { appliedCount: 12_345, updateLatencyP95Ms: 7 };
    expect(progressLine(1_234, summary, 10)).toBe(
      '1,234 rows, 1,234.5 updates/s, 95 % of them served within 7 ms',
    );
  });

  it('has no latency of nothing, and no number of rows while they are counted', () => {
    expect(progressLine(0, { appliedCount: 0, updateLatencyP95Ms: null }, 10)).toBe(
      '0 rows, 0 updates/s',
    );
    expect(progressLine(null, { appliedCount: 5, updateLatencyP95Ms: null }, 10)).toBe(
      'counting rows, 0.5 updates/s',
    );
  });
});

describe('reportProgress', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  function lines(seconds: number) {
    const logged: unknown[] = [];
    const end = reportProgress(
      { rowCount: () => 3, takeSummary: () => ({ appliedCount: 20, updateLatencyP95Ms: null }) },
      { info: (line: unknown) => logged.push(line) },
      seconds,
    );
    return { logged, end };
  }

  it('tells it every so many seconds until it is ended', () => {
    const { logged, end } = lines(10);
    jest.advanceTimersByTime(20_000);
    expect(logged).toEqual(['3 rows, 2 updates/s', '3 rows, 2 updates/s']);
    end();
    jest.advanceTimersByTime(20_000);
    expect(logged).toHaveLength(2);
  });

  it('tells nothing when it is not to', () => {
    const { logged } = lines(0);
    jest.advanceTimersByTime(100_000);
    expect(logged).toEqual([]);
  });
});
