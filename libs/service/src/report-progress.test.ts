import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { reportProgress } from './report-progress.ts';

describe('reportProgress', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  function report(everySeconds: number) {
    const lines: string[] = [];
    const closing: (() => Promise<void> | void)[] = [];
    let count = 0;
    reportProgress({
      scope: { onClose: (step) => void closing.push(step) },
      logger: { info: (line) => void lines.push(line) },
      everySeconds,
      line: () => `line ${(count += 1)}`,
    });
    return { lines, close: () => closing.forEach((step) => void step()) };
  }

  it('tells a line every so many seconds, until the scope closes', () => {
    const { lines, close } = report(10);
    jest.advanceTimersByTime(25_000);
    close();
    jest.advanceTimersByTime(25_000);
    expect(lines).toEqual(['line 1', 'line 2']);
  });

  it('is silent for 0', () => {
    const { lines } = report(0);
    jest.advanceTimersByTime(100_000);
    expect(lines).toEqual([]);
  });
});
